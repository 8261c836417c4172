package dev.orderplatform.evolution.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.servers.SharedServers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The third stage. */
class OrdersInShardsIT extends OrderFlow {
    private static final String DATABASE = "evolution_orders_%d";

    OrdersInShardsIT() {
        super(
                "evolution_orders_{n}",
                List.of(DATABASE.formatted(0), DATABASE.formatted(1), DATABASE.formatted(2), DATABASE.formatted(3)));
    }

    @Test
    void anOrderLiesInTheTableOfItsUsersSlot() throws SQLException {
        for (long user = 100_001; user <= 100_020; user++) {
            post(user, "shard", "SKU-00001").expectStatus().isCreated();
            ShardMap.Table table = ShardMap.even().tableOf(Slot.ofUser(user));
            try (var database = DriverManager.getConnection(
                            SharedServers.postgres().url(DATABASE.formatted(table.database())),
                            "order_owner",
                            "owner");
                    var statement = database.createStatement();
                    var row = statement.executeQuery(
                            "SELECT count(*) FROM t_order_" + table.index() + " WHERE user_id = " + user)) {
                assertThat(row.next()).isTrue();
                assertThat(row.getLong(1)).isEqualTo(1);
            }
        }
        assertThat(sql().sql("SELECT count(*) FROM t_order WHERE idempotency_key = 'shard'")
                        .query(Long.class)
                        .single())
                .isEqualTo(20);
    }
}
