package dev.orderplatform.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.ShardMap.Table;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.tools.bench.TemporaryPlatform;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writes the rows of confirmed orders of the last weeks to all databases of the platform, by COPY. */
final class StoredOrders {
    /** Less than the retention of idempotency keys, so that none are deleted during a measurement. */
    private static final Duration SPAN = Duration.ofDays(20);

    /** The number of users grows with the orders, so the number of orders a user is constant. */
    private static final int ORDERS_PER_USER = 50;

    private static final int CHUNK = 1 << 16;

    private static final String KEYS = "CREATE TEMP TABLE stored (order_id bigint, user_id bigint)";
    private static final List<String> OF_AN_ORDER_TABLE = List.of(
            """
            INSERT INTO t_order_%1$d (order_id, user_id, idempotency_key, body_hash, status, version, region, epoch,
              durability, total_minor, currency, history, created_at)
            SELECT order_id, user_id, 'stored-' || order_id, sha256(order_id::text::bytea), 'CONFIRMED', 2, 'east', 1,
              'REGION', 1999, 'CNY', jsonb_build_array(
                jsonb_build_object('status', 'PENDING', 'at', at), jsonb_build_object('status', 'CONFIRMED', 'at', at)), at
            FROM (SELECT *, to_timestamp(1735689600 + (order_id >> 22) / 1000.0) AS at FROM stored) s
            """,
            """
            INSERT INTO t_order_item_%1$d
            SELECT order_id, 1, user_id, 'SKU-' || lpad((1 + order_id %% 1000)::text, 5, '0'), 1, 1999 FROM stored
            """,
            "INSERT INTO t_inbox_%1$d (event_id, order_id) SELECT 'stock-' || order_id || '-1-1', order_id FROM"
                    + " stored");
    private static final List<String> OF_INVENTORY =
            List.of("""
                INSERT INTO t_reservation
                SELECT order_id, 'RESERVED', ARRAY['SKU-' || lpad((1 + order_id % 1000)::text, 5, '0')], '{1}', NULL, now(), NULL, 1
                FROM stored
                """, "INSERT INTO t_inbox SELECT 'order-' || order_id || '-1-1' FROM stored");
    private static final List<String> OF_NOTIFICATION = List.of(
            """
            INSERT INTO t_notification (event_id, user_id, order_id, type, title, body)
            SELECT 'order-' || order_id || '-1-' || n, user_id, order_id, 'OrderConfirmedEvent', 'Order confirmed',
              'Your order ' || order_id || ' is confirmed.' FROM stored, generate_series(1, 2) AS n
            """,
            "INSERT INTO t_inbox SELECT 'order-' || order_id || '-1-' || n FROM stored, generate_series(1, 2) AS n");

    private final TemporaryPlatform platform;

    StoredOrders(TemporaryPlatform platform) {
        this.platform = platform;
    }

    /** Truncates and refills all tables of orders. The platform must be idle. */
    void replace(long orders) throws SQLException {
        List<Target> tables = new ArrayList<>();
        for (int number = 0; number < ShardMap.TABLES; number++) {
            tables.add(ordersOf(new Table(number)));
        }
        Target inventory = new Target("inventory", OF_INVENTORY, List.of("t_reservation", "t_inbox", "t_outbox"));
        Target notification = new Target(
                "notification",
                OF_NOTIFICATION,
                List.of("t_notification", "t_email", "t_webhook_delivery", "t_webhook_attempt", "t_inbox"));
        long begin = System.currentTimeMillis() - SPAN.toMillis();
        var random = new SplittableRandom(orders);
        long users = Math.max(1_000, orders / ORDERS_PER_USER);
        for (long n = 0; n < orders; n++) {
            long user = 1 + random.nextLong(users);
            Slot slot = Slot.ofUser(user);
            long id = OrderId.compose(begin + n * SPAN.toMillis() / orders, slot, 0, (int) (n % 128));
            for (Target target :
                    List.of(tables.get(ShardMap.even().tableOf(slot).number()), inventory, notification)) {
                target.add(id, user);
            }
        }
        for (Target target : Stream.concat(tables.stream(), Stream.of(inventory, notification))
                .toList()) {
            target.spread();
            target.close();
        }
        checkpoint("inventory");
        checkpoint("notification");
    }

    private Target ordersOf(Table table) throws SQLException {
        return new Target(
                "order_ds_" + table.database(),
                OF_AN_ORDER_TABLE.stream()
                        .map(insert -> insert.formatted(table.index()))
                        .toList(),
                Stream.of("t_order_", "t_order_item_", "t_outbox_", "t_inbox_")
                        .map(name -> name + table.index())
                        .toList());
    }

    // Otherwise it would occur during the next measurement.
    private void checkpoint(String database) throws SQLException {
        try (var connection = platform.connect(database);
                var statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        }
    }

    /** The total number of orders. */
    long count() throws SQLException {
        long count = 0;
        for (int number = 0; number < ShardMap.TABLES; number++) {
            Table table = new Table(number);
            try (var connection = platform.connect("order_ds_" + table.database());
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT count(*) FROM t_order_" + table.index())) {
                rows.next();
                count += rows.getLong(1);
            }
        }
        return count;
    }

    /** The tables of one database that are filled with the same orders. */
    private final class Target implements AutoCloseable {
        private final Connection connection;
        private final CopyIn copy;
        private final List<String> inserts;
        private final List<String> tables;
        private final StringBuilder chunk = new StringBuilder(CHUNK + 64);

        /** Truncates the tables. */
        Target(String database, List<String> inserts, List<String> tables) throws SQLException {
            this.connection = platform.connect(database);
            this.inserts = inserts;
            this.tables = tables;
            execute("TRUNCATE " + String.join(", ", tables));
            execute(KEYS);
            copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY stored FROM STDIN");
        }

        void add(long order, long user) throws SQLException {
            chunk.append(order).append('\t').append(user).append('\n');
            if (chunk.length() >= CHUNK) {
                send();
            }
        }

        private void send() throws SQLException {
            byte[] bytes = chunk.toString().getBytes(US_ASCII);
            copy.writeToCopy(bytes, 0, bytes.length);
            chunk.setLength(0);
        }

        void spread() throws SQLException {
            send();
            copy.endCopy();
            for (String insert : inserts) {
                execute(insert);
            }
            for (String table : tables) {
                execute("VACUUM (ANALYZE) " + table);
            }
        }

        private void execute(String sql) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
