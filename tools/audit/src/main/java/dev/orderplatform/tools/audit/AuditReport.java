package dev.orderplatform.tools.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** Verdicts in the form that people, and that machines read. */
public final class AuditReport {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Offenders of an invariant that people are shown; JSON names all. */
    private static final int SHOWN = 20;

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
            verdict.offenders().stream().limit(SHOWN).forEach(offender -> lines.add("       " + offender));
            if (verdict.offenders().size() > SHOWN) {
                lines.add("       … and %,d more: --json names all"
                        .formatted(verdict.offenders().size() - SHOWN));
            }
        }
        lines.add(conclusion(verdicts));
        return String.join(System.lineSeparator(), lines);
    }

    // Only our own words: an offender's name may hold what looks like markup.
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
            throw new IllegalStateException("a report that is no JSON", e);
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
