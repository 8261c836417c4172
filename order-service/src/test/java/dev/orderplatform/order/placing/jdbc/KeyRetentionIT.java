package dev.orderplatform.order.placing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.order.RunningOrderService;
import dev.orderplatform.order.sharding.Shards;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(2)
class KeyRetentionIT {

    @Test
    void keyIsFreeAgainAfterItsLifeAndTheOrderStays() {
        RunningOrderService service = RunningOrderService.shared();
        String first = service.place(5, "k");
        KeyRetention retention = new KeyRetention(service.bean(Shards.class), Duration.ofDays(1), Instant::now);
        retention.clearExpired();
        var table = Shards.tableOfUser(5);
        String kept = "SELECT count(*) FROM t_order_" + table.index() + " WHERE idempotency_key = 'k'";
        assertThat(service.count(table.database(), kept)).isEqualTo(1);

        new KeyRetention(
                        service.bean(Shards.class),
                        Duration.ofDays(1),
                        () -> Instant.now().plus(Duration.ofDays(2)))
                .clearExpired();
        assertThat(service.count(table.database(), kept)).isZero();
        assertThat(service.place(5, "k")).isNotEqualTo(first);
        assertThat(service.statusOf(5, first)).isEqualTo("PENDING");
    }

    @Test
    void undecidedOrderKeepsItsKey() {
        RunningOrderService service = RunningOrderService.shared();
        String id = service.place(15, "k");
        var table = Shards.tableOfUser(15);
        service.execute(
                table.database(),
                "UPDATE t_order_" + table.index() + " SET status = 'UNDECIDED' WHERE order_id = " + id);
        new KeyRetention(
                        service.bean(Shards.class),
                        Duration.ofDays(1),
                        () -> Instant.now().plus(Duration.ofDays(2)))
                .clearExpired();
        assertThat(service.count(
                        table.database(),
                        "SELECT count(*) FROM t_order_" + table.index() + " WHERE idempotency_key = 'k' AND order_id = "
                                + id))
                .isOne();
    }
}
