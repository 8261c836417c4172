package dev.orderplatform.order.multiregion.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.order.RunningOrderService;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(2)
class UndecidedOrdersIndexIT {

    @Test
    void undecidedOrdersAreFoundThroughAnIndexOfTheirOwn() {
        RunningOrderService service = RunningOrderService.shared();
        String plan = Transaction.run(service.bean(Shards.class).database(0), transaction -> {
            try (Statement statement = transaction.connection().createStatement()) {
                statement.execute("SET LOCAL enable_seqscan = off");
            }
            try (PreparedStatement explain = transaction.prepare("EXPLAIN " + JdbcUndecidedOrders.BEFORE)) {
                for (int n = 1; n <= ShardMap.TABLES_PER_DATABASE; n++) {
                    explain.setLong(n, Long.MAX_VALUE);
                }
                StringBuilder lines = new StringBuilder();
                try (ResultSet rows = explain.executeQuery()) {
                    while (rows.next()) {
                        lines.append(rows.getString(1)).append('\n');
                    }
                }
                return lines.toString();
            }
        });
        for (int n = 0; n < ShardMap.TABLES_PER_DATABASE; n++) {
            assertThat(plan).contains("ix_order_undecided_" + n);
        }
    }
}
