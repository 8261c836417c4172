package dev.orderplatform.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.servers.SteppedClock;
import dev.orderplatform.servers.TemporaryService;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The service's clock is stepped beyond the tolerance of webhooks while payments are open. Their callbacks are refused;
 * polling finds the captures, since tasks are due by the database's clock.
 */
@Tag("drill")
class SteppedClockIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final Duration STEP = Duration.ofMinutes(8);

    @Test
    void capturesAreFoundWhileTheClockIsWrong() {
        Optional<SteppedClock> found = SteppedClock.find();
        assumeThat(found).as("libfaketime is not installed (Debian: faketime)").isPresent();
        SteppedClock clock = found.orElseThrow();
        try (RunningService service = RunningService.withoutProcess("stepped");
                TemporaryService _ = process(service, clock)) {
            for (Duration step : List.of(STEP, STEP.negated())) {
                clock.step(Duration.ZERO);
                TestOrder order = service.orderWithPayment();
                clock.step(step);
                service.provider.start(service.url());
                await().atMost(TIMEOUT)
                        .until(() -> service.status(order.payment(1)).equals("CAPTURED"));
                assertThat(service.callbacks(order)).isEmpty();
                assertThat(service.provider.ledger(order.payment(1)))
                        .containsExactly("intent.registered", "intent.captured");
                service.provider.stop();
            }
            clock.step(Duration.ZERO);
            service.provider.start(service.url());
            TestOrder order = service.orderWithPayment();
            await().atMost(TIMEOUT)
                    .untilAsserted(
                            () -> assertThat(service.callbacks(order)).containsExactly("payment.captured APPLIED"));
        }
    }

    private static TemporaryService process(RunningService service, SteppedClock clock) {
        Map<String, String> properties = new HashMap<>(service.properties());
        properties.remove("server.port");
        return TemporaryService.start(
                "stepped", service.port(), "dev.orderplatform.payment.PaymentService", properties, clock);
    }
}
