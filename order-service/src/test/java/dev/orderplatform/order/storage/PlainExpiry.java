package dev.orderplatform.order.storage;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.order.sharding.Shards;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The upper limit of expiring orders: the service's statements, executed by a plain loop over one database. No domain, no
 * routing, no event objects, and nothing is published.
 */
public final class PlainExpiry implements AutoCloseable {
    private static final String WAITING =
            "SELECT partition_key, event_id FROM t_outbox_%d WHERE partition_key = ANY (?)";

    private final Connection connection;
    private final List<Table> tables = new ArrayList<>();

    public PlainExpiry(String url, String role, String password, int database) throws SQLException {
        this.connection = DriverManager.getConnection(url, role, password);
        connection.setAutoCommit(false);
        for (int n = 0; n < ShardMap.TABLES_PER_DATABASE; n++) {
            tables.add(new Table(new ShardMap.Table(database * ShardMap.TABLES_PER_DATABASE + n)));
        }
    }

    /** The statement that claims due orders of the first table of a database, with its slots. */
    public static String claim(int database) {
        ShardMap.Table table = new ShardMap.Table(database * ShardMap.TABLES_PER_DATABASE);
        String slots = Shards.slotsOf(table)
                .map(slot -> Integer.toString(slot.number()))
                .collect(Collectors.joining(","));
        return TimerTables.CLAIM_DUE.beneath(table).replace("?", "'{" + slots + "}'");
    }

    /** Cancels what is due, a batch of each table in turn. */
    public void run() throws SQLException {
        List<Table> due = new ArrayList<>(tables);
        while (!due.isEmpty()) {
            List<Table> more = new ArrayList<>();
            for (Table table : due) {
                if (table.expire()) {
                    more.add(table);
                }
            }
            due = more;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private final class Table {
        private final PreparedStatement claim;
        private final PreparedStatement lock;
        private final PreparedStatement change;
        private final PreparedStatement waiting;

        Table(ShardMap.Table table) throws SQLException {
            claim = connection.prepareStatement(TimerTables.CLAIM_DUE.beneath(table));
            lock = connection.prepareStatement(OrderSql.LOCK_FREE.beneath(table));
            change = connection.prepareStatement(OrderSql.CHANGE.beneath(table));
            waiting = connection.prepareStatement(WAITING.formatted(table.index()));
            claim.setObject(1, Shards.slotsOf(table).mapToLong(Slot::number).toArray());
        }

        boolean expire() throws SQLException {
            long[] due = claim();
            if (due.length > 0) {
                lock(due);
                change(due);
                read(waiting, texts(due, Long::toString));
            }
            connection.commit();
            return due.length > 0;
        }

        private long[] claim() throws SQLException {
            List<Long> due = new ArrayList<>();
            try (ResultSet rows = claim.executeQuery()) {
                while (rows.next()) {
                    due.add(rows.getLong(1));
                }
            }
            return due.stream().mapToLong(Long::longValue).toArray();
        }

        private void lock(long[] due) throws SQLException {
            lock.setObject(1, due);
            try (ResultSet rows = lock.executeQuery()) {
                while (rows.next()) {
                    for (int column = 1; column <= 9; column++) {
                        rows.getString(column);
                    }
                }
            }
        }

        private void read(PreparedStatement select, Object argument) throws SQLException {
            select.setObject(1, argument);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    rows.getString(1);
                }
            }
        }

        private void change(long[] due) throws SQLException {
            String now = Instant.now().toString();
            int at = 1;
            change.setObject(at++, new String[0]);
            change.setObject(at++, new long[0]);
            change.setObject(at++, texts(due, Long::toString));
            change.setObject(at++, texts(due, id -> "order-" + id + "-1-3"));
            change.setObject(at++, texts(due, _ -> "OrderCancelledEvent"));
            change.setObject(at++, texts(due, id -> event(id, now)));
            change.setObject(at++, texts(due, _ -> null));
            change.setObject(at++, texts(due, _ -> now));
            change.setDouble(at++, 0);
            change.setObject(at++, new long[0]);
            change.setObject(at++, due);
            change.setObject(at++, due);
            change.setObject(at++, texts(due, _ -> "CANCELLED"));
            change.setObject(at++, Arrays.stream(due).mapToInt(_ -> 3).toArray());
            change.setObject(
                    at++,
                    texts(
                            due,
                            _ -> "[{\"status\":\"CANCELLED\",\"at\":\"" + now
                                    + "\",\"region\":\"east\",\"epoch\":1}]"));
            change.setObject(at++, texts(due, _ -> null));
            change.setObject(at++, texts(due, _ -> null));
            change.setObject(at, texts(due, _ -> null));
            change.executeUpdate();
        }
    }

    private static String event(long id, String at) {
        return "{\"orderId\":\"" + id + "\",\"userId\":\"" + id
                + "\",\"version\":3,\"epoch\":1,\"region\":\"east\",\"at\":\"" + at + "\"}";
    }

    private static @Nullable String[] texts(long[] ids, LongFunction<@Nullable String> text) {
        return Arrays.stream(ids).mapToObj(text).toArray(String[]::new);
    }
}
