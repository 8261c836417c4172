package dev.orderplatform.order.multiregion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.order.domain.Durability;
import dev.orderplatform.stack.process.Ports;
import dev.orderplatform.stack.testing.TemporaryService;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is told to stop takes nothing new and ends what it has begun. */
class GracefulStopIT {
    private static final TwoOrderServices platform = TwoOrderServices.shared();

    @BeforeEach
    void awaitHealth() {
        platform.awaitHealth();
    }

    @ParameterizedTest
    @EnumSource
    void anOrderUnderWayIsPlacedAndAnswered(Durability durability) {
        long user = platform.newUser();
        TemporaryService service = platform.east.service();
        var walk = platform.placing(user, durability);
        CompletableFuture<Void> stopped;
        try (walk) {
            walk.stopAt(
                    durability == Durability.REGION
                            ? platform.east.outbox(user)
                            : platform.east.barrier("t_order", user));
            stopped = CompletableFuture.runAsync(service::stop);
            await().until(() -> Ports.free(service.port()));
        }
        try {
            assertThat(walk.answer().join())
                    .satisfies(answer ->
                            assertThat(answer.status()).as(answer.body()).isEqualTo(201));
            stopped.join();
        } finally {
            service.start();
        }
        assertThat(platform.east.orders(user)).hasSize(1);
    }
}
