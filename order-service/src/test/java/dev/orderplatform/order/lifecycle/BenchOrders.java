package dev.orderplatform.order.lifecycle;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.order.RunningOrderService;
import dev.orderplatform.order.sharding.TableStatement;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Rows of many orders, written by SQL: the same number in each of the 32 tables. */
final class BenchOrders {
    /** Time in the ids of timers without orders; in those of orders it is earlier. */
    private static final long AFTER_ORDERS = 10_000_000;

    private static final String EMPTY = """
        TRUNCATE t_order_{n}, t_order_item_{n}, t_outbox_{n}, t_inbox_{n};
        DELETE FROM t_timer_{n} WHERE order_id < %d;
        """.formatted(AFTER_ORDERS << 22);
    private static final String IDS = "(SELECT (({after} + i) << 22) | (({table} * 32 + i % 32) << 12) AS id"
            + " FROM generate_series(1, {rows}::bigint) AS s (i)) AS o";
    private static final String ORDERS = """
        INSERT INTO t_order_{n} (order_id, user_id, idempotency_key, body_hash, status, version, region, epoch,
          durability, total_minor, currency, history, created_at)
        SELECT id, id, 'key-' || id, sha256(id::text::bytea), '{status}', CASE '{status}' WHEN 'PENDING' THEN 1 ELSE 2 END,
          'east', 1, 'REGION', 1999, 'CNY',
          jsonb_build_array(jsonb_build_object('status', '{status}', 'at', now(), 'region', 'east', 'epoch', 1)), now()
        FROM {ids};
        INSERT INTO t_order_item_{n} SELECT order_id, 1, user_id, 'SKU-00001', 1, 1999 FROM t_order_{n};
        INSERT INTO t_timer_{n} SELECT order_id, now() FROM t_order_{n} WHERE status = 'CONFIRMED';
        """;
    private static final String PENDING = """
        INSERT INTO t_timer_{n} SELECT id, now() + interval '2 days' + random() * interval '15 min' FROM {ids};
        """;

    private final RunningOrderService service;

    BenchOrders(RunningOrderService service) {
        this.service = service;
    }

    /** Replaces all orders by this number of new ones for each table. Timers of CONFIRMED ones are due. */
    void replace(int orders, String status) {
        tables((EMPTY + ORDERS).replace("{status}", status), 0, orders);
    }

    /** Adds timers that are due in days, of orders that do not exist. */
    void addPending(long timers) {
        tables(PENDING, AFTER_ORDERS, timers / ShardMap.TABLES);
    }

    /** The ids of the orders, those of all tables mixed. */
    static LongStream ids(int orders) {
        return LongStream.rangeClosed(1, orders)
                .flatMap(i -> LongStream.range(0, ShardMap.TABLES).map(table -> i << 22 | (table * 32 + i % 32) << 12));
    }

    /** The number of timers of these orders. */
    long timers() {
        return count("t_timer", "order_id < " + (AFTER_ORDERS << 22));
    }

    long count(String logicalTable, String condition) {
        return IntStream.range(0, ShardMap.DATABASES)
                .mapToLong(database -> service.count(
                        database,
                        ofEach(
                                database,
                                " + ",
                                table -> "(SELECT count(*) FROM %s WHERE %s)"
                                        .formatted(TableStatement.name(logicalTable, table), condition),
                                "SELECT ")))
                .sum();
    }

    // The tables are vacuumed, so that the database does not do it during the measurement.
    private void tables(String sql, long after, long rows) {
        IntStream.range(0, ShardMap.DATABASES).parallel().forEach(database -> {
            service.execute(
                    database,
                    ofEach(
                            database,
                            "",
                            table -> sql.replace("{ids}", IDS)
                                    .replace("{after}", Long.toString(after))
                                    .replace("{rows}", Long.toString(rows))
                                    .replace("{table}", Integer.toString(table.number()))
                                    .replace("{n}", Integer.toString(table.index())),
                            ""));
            service.execute(
                    database,
                    ofEach(
                            database,
                            ", ",
                            table -> "t_order_%1$d, t_timer_%1$d".formatted(table.index()),
                            "VACUUM (ANALYZE) "));
        });
    }

    private static String ofEach(
            int database, String separator, Function<ShardMap.Table, String> sql, String beginning) {
        return TableStatement.tables()
                .filter(table -> table.database() == database)
                .map(sql)
                .collect(Collectors.joining(separator, beginning, ""));
    }
}
