package dev.orderplatform.tools.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuditReportTest {

    private static final Verdict GOOD = new Verdict(1, "orders exist", 123, List.of());
    private static final Verdict BAD = new Verdict(
            5,
            "events have effects",
            40,
            IntStream.rangeClosed(1, 22).mapToObj("order-%d-1: gone"::formatted).toList());

    @Test
    void jsonHasTheAgreedFieldsOnly() {
        assertThat(AuditReport.json(List.of(GOOD)))
                .isEqualTo(
                        "{\"clean\":true,\"invariants\":[{\"id\":1,\"holds\":true,\"checked\":123,\"offenders\":[]}]}");
    }

    @Test
    void jsonNamesAllOffendersAndTextTheFirst() {
        assertThat(AuditReport.json(List.of(GOOD, BAD)))
                .startsWith("{\"clean\":false,")
                .contains("{\"id\":5,\"holds\":false,\"checked\":40,\"offenders\":[\"order-1-1: gone\",")
                .endsWith("\"order-22-1: gone\"]}]}");
        assertThat(AuditReport.text(List.of(GOOD, BAD)))
                .contains("order-20-1: gone", "… and 2 more")
                .doesNotContain("order-21-1");
    }

    @Test
    void textSaysWhatIsBroken() {
        assertThat(AuditReport.text(List.of(GOOD, BAD)))
                .contains("22 broken", "order-1-1: gone", "not clean", "broken is invariant 5");
        assertThat(AuditReport.text(List.of(GOOD))).contains("every invariant holds");
    }
}
