package dev.orderplatform.tools.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.fixtures.FixtureServers;
import dev.orderplatform.fixtures.PlatformFixture;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.ShardMap.Table;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.runtime.databases.DatabaseConnections;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How long the auditor takes for each invariant that reads all orders, except those of events. Run by {@code mvn verify
 * -Pbench -pl tests/runtime -am -Dit.test=AuditBench}; prints a table.
 */
class AuditBench {

    private static final int ORDERS_A_TABLE = 4_000;

    @Test
    void deliveredOrders() throws Exception {
        var servers = FixtureServers.start();
        try (var fixture = PlatformFixture.empty(servers);
                var connections = new DatabaseConnections();
                var evidence = new Evidence(servers.data(), connections)) {
            for (var number = 0; number < ShardMap.TABLES; number++) {
                fill(fixture, servers, new Table(number));
            }
            var ledgers = new Ledgers(evidence, Instant.MAX);
            var before = List.of(
                    new AcknowledgedOrders(Optional.empty()),
                    new OrdersAndStock(),
                    new IdempotencyKeys(),
                    new SlotOwners());
            var added = List.of(
                    new OverdueOrders(ledgers),
                    new CapturedMoney(ledgers),
                    new EarnedPoints(ledgers),
                    new ShippedParcels(ledgers));
            before.forEach(invariant -> measure(invariant, evidence));
            added.forEach(invariant -> measure(invariant, evidence));
        }
    }

    private static void measure(Invariant invariant, Evidence evidence) {
        var begin = System.nanoTime();
        var verdict = invariant.verify(evidence);
        System.out.printf(
                "| %d | %,d orders | %,d ms |%n",
                invariant.id(),
                ORDERS_A_TABLE * ShardMap.TABLES,
                Duration.ofNanos(System.nanoTime() - begin).toMillis());
        assertThat(verdict.offenders()).isEmpty();
    }

    /** Orders of one user of the table: each has one line of one unit, one payment and one parcel. */
    private static void fill(PlatformFixture fixture, FixtureServers servers, Table table) throws Exception {
        var user = LongStream.iterate(1, id -> id + 1)
                .filter(id -> ShardMap.even().tableOf(Slot.ofUser(id)).equals(table))
                .findFirst()
                .orElseThrow();
        var first = OrderId.compose(System.currentTimeMillis() - 3_600_000, Slot.ofUser(user), 0, 0);
        var history = Stream.of("PENDING", "CONFIRMED", "PAID", "SHIPPED", "DELIVERED")
                .map("{\"status\":\"%s\",\"at\":\"2026-01-01T00:00:00Z\",\"region\":\"east\",\"epoch\":1}"::formatted)
                .collect(Collectors.joining(",", "[", "]"));
        var parcel = "'DELIVERED', 'Swift', 'T' || id || '-1', '[{\"sku\":\"SKU-00001\",\"quantity\":1}]'::jsonb";
        insert(
                fixture,
                table,
                first,
                "t_order_{n} (order_id, user_id, idempotency_key, status, version, region, epoch, durability,"
                        + " total_minor, currency, history, created_at)",
                "id, %d, 'key-' || id, 'DELIVERED', 5, 'east', 1, 'REGION', 1999, 'CNY', '%s'::jsonb, '2026-01-01'::timestamptz"
                        .formatted(user, history));
        insert(fixture, table, first, "t_order_item_{n}", "id, 1, %d, 'SKU-00001', 1, 1999".formatted(user));
        insert(fixture, table, first, "t_parcel_{n}", "id, 1, 1, " + parcel + ", 1, 4");
        insert(
                fixture,
                "inventory",
                first,
                "t_reservation",
                "id, 'SOLD', '{SKU-00001}'::text[], '{1}'::int[], NULL, now(), NULL, 1");
        insert(fixture, "payment", first, "t_order_payments", "id, %d, false, 1".formatted(user));
        insert(
                fixture,
                "payment",
                first,
                "t_payment (order_id, number, amount_minor, currency, status, version, epoch, changed_at,"
                        + " void_pending)",
                "id, 1, 1999, 'CNY', 'CAPTURED', 1, 1, now(), false");
        insert(
                fixture,
                "logistics",
                first,
                "t_parcel (order_id, number, parcels, status, carrier, tracking_number, lines, epoch,"
                        + " version, at, changed_at)",
                "id, 1, 1, " + parcel + ", 1, 4, now(), now()");
        fixture.sql(
                "inventory",
                "UPDATE t_stock SET available = available - %1$d, sold = sold + %1$d WHERE sku = 'SKU-00001'"
                        .formatted(ORDERS_A_TABLE));
        fillLedger(fixture, table, user, first);
        for (var n = 0L; n < ORDERS_A_TABLE; n++) {
            var part = first + (n << 22) + "-1";
            servers.provider().capture(Instant.EPOCH, part, 1999, "CNY");
            servers.carrier().book(Instant.EPOCH, part);
            servers.carrier().parcel("shipped", Instant.EPOCH, part);
            servers.carrier().parcel("delivered", Instant.EPOCH, part);
        }
    }

    /** Each order has earned 19 points, which are posted. Each table's orders have an ISSUED account of their own. */
    private static void fillLedger(PlatformFixture fixture, Table table, long user, long first) throws SQLException {
        fixture.sql("loyalty", """
            INSERT INTO t_transfer (transfer_id, batch_id, kind, user_id, order_id, points, balance_after)
            SELECT 'order-' || id || '-1-' || kind, 2 * id + k, kind, %d, id, 19, 19 * (n + k)
            FROM (SELECT n, %d + (n::bigint << 22) AS id FROM generate_series(0, %d) AS n) AS ids,
              (VALUES (0, 'PENDING'), (1, 'POSTED')) AS kinds (k, kind) ORDER BY n, k
            """.formatted(user, first, ORDERS_A_TABLE - 1));
        fixture.sql("loyalty", """
            INSERT INTO t_entry (owner, account, version, batch_id, transfer_id, kind, points, balance_after)
            SELECT e.* FROM (SELECT transfer_id, batch_id, kind, (row_number() OVER (PARTITION BY kind ORDER BY seq)) AS n
              FROM t_transfer WHERE user_id = %1$d) AS t, LATERAL (VALUES
              (%2$d::bigint, 'ISSUED', n, batch_id, NULL, NULL, -19, -19 * n),
              (%1$d::bigint, 'PENDING', 2 * n - 1, batch_id, transfer_id, kind, 19, 19::bigint),
              (%1$d::bigint, 'PENDING', 2 * n, batch_id, transfer_id, kind, -19, 0::bigint),
              (%1$d::bigint, 'POSTED', n, batch_id, transfer_id, kind, 19, 19 * n)) AS e (o, account, v, b, i, k, points, after)
            WHERE (t.kind = 'PENDING') = (account = 'ISSUED' OR account = 'PENDING' AND points > 0)
            """.formatted(user, table.number()));
        fixture.sql(
                "loyalty",
                "INSERT INTO t_account SELECT owner, account, sum(points), count(*) FROM t_entry"
                        + " WHERE owner IN (%d, %d) GROUP BY 1, 2 ON CONFLICT DO NOTHING"
                                .formatted(user, table.number()));
    }

    private static void insert(PlatformFixture fixture, Table table, long first, String columns, String values)
            throws SQLException {
        insert(
                fixture,
                PlatformFixture.database(table),
                first,
                columns.replace("{n}", Integer.toString(table.index())),
                values);
    }

    private static void insert(PlatformFixture fixture, String database, long first, String columns, String values)
            throws SQLException {
        fixture.sql(
                database,
                "INSERT INTO %s SELECT %s FROM (SELECT %d + (n::bigint << 22) AS id FROM generate_series(0, %d) AS n) AS ids"
                        .formatted(columns, values, first, ORDERS_A_TABLE - 1));
    }
}
