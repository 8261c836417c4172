package dev.orderplatform.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.tools.client.Answer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObservedOrderTest {

    private static final Placed PLACED = new Placed(new Customer(1, "token"), "key", "7", Optional.empty());

    @Test
    void isDecidedOnceConfirmed() {
        assertThat(observed(200, """
            {"status":"PENDING","history":[{"status":"PENDING","at":"2026-01-01T00:00:00Z"}]}
            """).decided()).isFalse();
        assertThat(observed(200, """
            {"status":"CONFIRMED","history":[{"status":"PENDING","at":"2026-01-01T00:00:00Z"}]}
            """).decided()).isTrue();
    }

    // A problem+json body also has a status: the HTTP status.
    @Test
    void isNotDecidedIfItCouldNotBeRead() {
        var order = observed(503, """
            {"title":"Service Unavailable","status":503}
            """);
        assertThat(order.decided()).isFalse();
        assertThat(order.status()).contains("503");
    }

    private static ObservedOrder observed(int status, String body) {
        return ObservedOrder.of(PLACED, new Answer(status, body, false));
    }
}
