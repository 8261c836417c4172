package dev.orderplatform.order.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.contracts.StockReservedEvent;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.order.RunningOrderService;
import dev.orderplatform.order.sharding.Shards;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WithoutPaymentWindowIT {
    private static final long USER = 5;

    @Test
    void noTimerIsWrittenAndExistingOnesAreIgnored() {
        try (RunningOrderService service = RunningOrderService.start("no_window", "platform.payment-window=off")) {
            String id = service.place(USER, "unpaid");
            service.send(new StockReservedEvent(Long.parseLong(id), 1, 1, Instant.now()));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> service.statusOf(USER, id).equals("CONFIRMED"));
            ShardMap.Table table = Shards.tableOfUser(USER);
            assertThat(service.count(table.database(), "SELECT count(*) FROM t_timer_" + table.index()))
                    .isZero();
            service.execute(table.database(), "INSERT INTO t_timer_%d VALUES (%s, now())".formatted(table.index(), id));
            service.bean(ExpireOrders.class).expire();
            assertThat(service.statusOf(USER, id)).isEqualTo("CONFIRMED");
            service.anonymous()
                    .post()
                    .uri("/internal/orders/" + id + "/timer/due")
                    .headers(headers -> headers.setBearerAuth(RunningOrderService.serviceToken()))
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }
}
