package dev.orderplatform.stack.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AuditReportTest {

    private static final Verdict GOOD = new Verdict(1, "orders exist", 123, 0, List.of());
    private static final Verdict BAD = new Verdict(5, "events have effects", 40, 22, List.of("order-1-1: gone"));

    @Test
    void jsonHasTheAgreedFieldsOnly() {
        assertThat(AuditReport.json(List.of(GOOD)))
                .isEqualTo(
                        "{\"clean\":true,\"invariants\":[{\"id\":1,\"holds\":true,\"checked\":123,\"offenders\":[]}]}");
    }

    @Test
    void offendersBeyondTheNamedOnesAreCounted() {
        assertThat(AuditReport.json(List.of(GOOD, BAD)))
                .startsWith("{\"clean\":false,")
                .endsWith("{\"id\":5,\"holds\":false,\"checked\":40,\"offenders\":[\"order-1-1: gone\",\"… and 21"
                        + " more\"]}]}");
    }

    @Test
    void textSaysWhatIsBroken() {
        assertThat(AuditReport.text(List.of(GOOD, BAD)))
                .contains("22 broken", "order-1-1: gone", "not clean", "broken is invariant 5");
        assertThat(AuditReport.text(List.of(GOOD))).contains("every invariant holds");
    }
}
