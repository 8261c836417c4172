package dev.orderplatform.tools.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** Formats verdicts as text or JSON. */
public final class AuditReport {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Maximum number of offenders of an invariant in the text; JSON has all. */
    private static final int MAX_SHOWN = 20;

    private AuditReport() {}

    public static boolean clean(List<Verdict> verdicts) {
        return verdicts.stream().allMatch(Verdict::holds);
    }

    public static String text(List<Verdict> verdicts) {
        var lines = new ArrayList<String>();
        for (var verdict : verdicts) {
            lines.add("%s %2d %-76s %,10d checked%s"
                    .formatted(
                            styled(verdict.holds() ? "@|green ✓|@" : "@|red ✗|@"),
                            verdict.id(),
                            verdict.title(),
                            verdict.checked(),
                            verdict.holds()
                                    ? ""
                                    : styled(", @|red %,d broken|@"
                                            .formatted(verdict.offenders().size()))));
            verdict.offenders().stream().limit(MAX_SHOWN).forEach(offender -> lines.add("       " + offender));
            if (verdict.offenders().size() > MAX_SHOWN) {
                lines.add("       … and %,d more: --json lists all"
                        .formatted(verdict.offenders().size() - MAX_SHOWN));
            }
        }
        lines.add(conclusion(verdicts));
        return String.join(System.lineSeparator(), lines);
    }

    // Only for our own text: an offender's name may contain what looks like markup.
    private static String styled(String markup) {
        return Ansi.AUTO.string(markup);
    }

    static String json(List<Verdict> verdicts) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("clean", clean(verdicts));
        report.put("invariants", verdicts.stream().map(AuditReport::json).toList());
        try {
            return JSON.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write the report as JSON", e);
        }
    }

    private static Map<String, Object> json(Verdict verdict) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", verdict.id());
        json.put("holds", verdict.holds());
        json.put("checked", verdict.checked());
        json.put("offenders", verdict.offenders());
        return json;
    }

    private static String conclusion(List<Verdict> verdicts) {
        if (clean(verdicts)) {
            return styled("@|bold,green clean|@: every invariant holds");
        }
        var broken = verdicts.stream().filter(verdict -> !verdict.holds()).toList();
        return styled("@|bold,red not clean|@: broken is ")
                + broken.stream().map(verdict -> "invariant " + verdict.id()).collect(Collectors.joining(", "));
    }
}
