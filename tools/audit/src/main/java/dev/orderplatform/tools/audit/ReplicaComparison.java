package dev.orderplatform.tools.audit;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.runtime.databases.RegionDatabases;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.stream.Collectors;

/** Compares orders with their replicas in another region, by all data that events contain. */
public final class ReplicaComparison {
    /** Without idempotency keys: each region deletes them at its own time. */
    private static final String ORDERS = """
        SELECT o.order_id, o.version, {recent}, hashtextextended(concat_ws('|', o.user_id, o.status, o.version, o.epoch,
                 o.durability, o.total_minor, o.currency, o.rejection, o.payment_id, o.refund, o.history, o.created_at,
                 i.lines), 0)
        FROM t_order_{n} o LEFT JOIN (
          SELECT order_id, string_agg(concat_ws('|', sku, quantity, price_minor), ',' ORDER BY line_no) AS lines
          FROM t_order_item_{n} GROUP BY order_id) i USING (order_id)
        WHERE {chosen} AND o.status <> 'UNDECIDED'
        """;

    private static final long VERSION_BITS = 0xffff;
    /** Changed so recently that its replica may not have the change yet. */
    private static final long RECENT = -1;

    private final String query;

    private ReplicaComparison(String chosen, String recent) {
        this.query = ORDERS.replace("{chosen}", chosen).replace("{recent}", recent);
    }

    /** How an order and its replica differ. */
    public enum Difference {
        /** There is no replica. */
        MISSING,
        /** The replica has an earlier version. */
        BEHIND,
        /** The replica has a later version. The order may have changed after it was read. */
        AHEAD,
        /** The same version with different data. */
        OTHERWISE,
        /** A replica without an order. */
        ORPHAN
    }

    /** Handles a difference. */
    @FunctionalInterface
    public interface Differences {
        void found(long orderId, Difference difference);
    }

    /** Compares all orders of a region; requires that none changes meanwhile. */
    static ReplicaComparison ofRegion(String home) {
        return new ReplicaComparison("o.region = '" + home + "'", "false");
    }

    /** Compares the orders of slots, except those changed after a time, whose events may be in transit. */
    public static ReplicaComparison ofSlots(Collection<Integer> slots, Instant unchangedSince) {
        var numbers = slots.stream().map(String::valueOf).collect(Collectors.joining(",", "'{", "}'::int[]"));
        return new ReplicaComparison(
                "((o.order_id >> 12) & 1023)::int = ANY (%s) AND o.order_id < %d"
                        .formatted(numbers, OrderId.lowestAt(unchangedSince)),
                "coalesce((o.history -> -1 ->> 'at')::timestamptz >= '%s', false)".formatted(unchangedSince));
    }

    /** Returns the number of replicas. */
    public long compare(RegionDatabases home, RegionDatabases other, Differences differences) {
        var rows = new OrderMap();
        // Orders first: changes before this read have reached the replicas by the time those are read.
        home.eachTable(query, (_, row) -> rows.put(row.getLong(1), row.getBoolean(3) ? RECENT : bits(row)));
        var replicas = new long[1];
        other.eachTable(query, (_, row) -> {
            var orderId = row.getLong(1);
            compare(orderId, rows.get(orderId), bits(row), differences);
            rows.remove(orderId);
            replicas[0]++;
        });
        rows.forEach((orderId, bits) -> {
            if (bits != RECENT) {
                differences.found(orderId, Difference.MISSING);
            }
        });
        return replicas[0];
    }

    private static void compare(long orderId, long own, long replica, Differences differences) {
        if (own == replica || own == RECENT) {
            return;
        }
        var versions = Long.compare(own & VERSION_BITS, replica & VERSION_BITS);
        if (own == 0) {
            differences.found(orderId, Difference.ORPHAN);
        } else if (versions == 0) {
            differences.found(orderId, Difference.OTHERWISE);
        } else {
            differences.found(orderId, versions > 0 ? Difference.BEHIND : Difference.AHEAD);
        }
    }

    /** A hash with the version in its low bits; neither 0 nor RECENT. */
    private static long bits(ResultSet row) throws SQLException {
        return row.getLong(4) & ~VERSION_BITS | Math.min(row.getInt(2), VERSION_BITS - 1);
    }
}
