package dev.orderplatform.order.sharding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.order.RunningOrderService;
import dev.orderplatform.order.storage.Orders;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Runs before tests that leave orders in the shared service, whose background statements would be recorded too. */
@Order(1)
class RoutingIT {
    private static final Pattern TABLE = Pattern.compile("t_order(?:_item)?_[0-7]");
    private static final long USER = 1_000_000;
    private static RunningOrderService service;

    @BeforeAll
    static void start() {
        service = RunningOrderService.shared();
    }

    @AfterAll
    static void stop() {
        RoutedSql.end();
    }

    @Test
    void lookUpByOrderIdTouchesOnePhysicalTableOfEachKind() {
        long id = Long.parseLong(service.place(USER, "look-up"));
        ShardMap.Table table = Shards.tableOfUser(USER);
        RoutedSql.begin();
        assertThat(service.bean(Orders.class).find(id)).isPresent();
        assertThat(RoutedSql.EXECUTED).hasSize(2).allMatch(sql -> sql.startsWith(Shards.name(table.database()) + ":"));
        assertThat(tablesTouched()).containsExactly("t_order_" + table.index(), "t_order_item_" + table.index());
    }

    @Test
    void listOfAUserTouchesOnePhysicalTableOfEachKind() {
        service.place(USER, "list");
        RoutedSql.begin();
        assertThat(service.bean(Orders.class).page(USER, Long.MAX_VALUE, 10)).isNotEmpty();
        assertThat(RoutedSql.EXECUTED).hasSize(2);
        assertThat(tablesTouched()).hasSize(2);
    }

    @Test
    void statementWithoutAShardingKeyIsRefusedUnlessItSaysThatItMeansIt() throws SQLException {
        try (Connection connection = service.bean(Shards.class).sharded().getConnection()) {
            assertThatThrownBy(() -> count(connection, "SELECT count(*) FROM t_order WHERE status = 'PENDING'"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("without sharding conditions");
            assertThatThrownBy(() -> count(connection, "SELECT count(*) FROM t_order WHERE order_id > 5"))
                    .isInstanceOf(SQLException.class);
            RoutedSql.begin();
            count(connection, Shards.EVERY_SHARD + "SELECT count(*) FROM t_order WHERE status = 'PENDING'");
            assertThat(String.join("\n", RoutedSql.EXECUTED)).contains("ds_0", "ds_1", "ds_2", "ds_3");
        }
    }

    private static void count(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql);
                var rows = statement.executeQuery()) {
            rows.next();
        }
    }

    private static List<String> tablesTouched() {
        return RoutedSql.EXECUTED.stream()
                .flatMap(sql -> TABLE.matcher(sql).results().map(MatchResult::group))
                .distinct()
                .sorted()
                .toList();
    }
}
