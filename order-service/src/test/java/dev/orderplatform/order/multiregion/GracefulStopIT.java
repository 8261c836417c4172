package dev.orderplatform.order.multiregion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.order.domain.Durability;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.runtime.process.Ports;
import dev.orderplatform.servers.TemporaryService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

// A service that is stopped accepts no new requests and completes those in progress. The last class, because it stops
// the shared service.
@Order(Integer.MAX_VALUE)
class GracefulStopIT {
    private static final TwoOrderServices platform = TwoOrderServices.shared();

    @BeforeEach
    void awaitHealth() {
        platform.awaitHealth();
    }

    @Test
    void ordersUnderWayArePlacedAndAnswered() {
        long user = platform.newUser();
        long multiRegionUser = userOfAnotherDatabaseThan(user);
        TemporaryService service = platform.east.service();
        var order = platform.placing(user, Durability.REGION);
        var multiRegionOrder = platform.placing(multiRegionUser, Durability.MULTI_REGION);
        CompletableFuture<Void> stopped;
        try (order;
                multiRegionOrder) {
            order.stopAt(platform.east.outbox(user));
            multiRegionOrder.stopAt(platform.east.barrier("t_order", multiRegionUser));
            stopped = CompletableFuture.runAsync(service::stop);
            await().atMost(Duration.ofSeconds(20)).until(() -> Ports.free(service.port()));
        }
        assertThat(List.of(order, multiRegionOrder))
                .extracting(walk -> walk.answer().join())
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(201));
        stopped.join();
        assertThat(platform.east.orders(user)).hasSize(1);
        assertThat(platform.east.orders(multiRegionUser)).hasSize(1);
    }

    private static long userOfAnotherDatabaseThan(long user) {
        return LongStream.generate(platform::newUser)
                .filter(other -> Shards.tableOfUser(other).database()
                        != Shards.tableOfUser(user).database())
                .findFirst()
                .orElseThrow();
    }
}
