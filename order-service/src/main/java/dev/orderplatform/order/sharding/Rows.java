package dev.orderplatform.order.sharding;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/**
 * A statement over many rows or keys, run for one table's share after the other. So each run has one route, and what
 * reaches the server is one of few texts: both the sharding driver and the server know a statement by its text, and one
 * that is new costs them milliseconds, cold far more. A share is therefore padded to few sizes.
 */
public final class Rows {
    /** A statement's parameters are limited; a hundred orders of a hundred lines would be too many. */
    private static final int MOST = 1_024;

    private final String before;
    private final String row;
    private final String after;
    private final Map<Integer, String> texts = new ConcurrentHashMap<>();

    /** @param row what is repeated, separated by commas, between {@code before} and {@code after} */
    public Rows(String before, String row, String after) {
        this.before = before;
        this.row = row;
        this.after = after;
    }

    /** Sets the parameters of one row. */
    @FunctionalInterface
    public interface Binder<T> {
        /** @return the index after its last parameter */
        int bind(PreparedStatement statement, int first, T element) throws SQLException;
    }

    /** Sets the parameters that stand before the rows. */
    @FunctionalInterface
    public interface Head {
        /** @return the index after its last parameter */
        int bind(PreparedStatement statement) throws SQLException;
    }

    /** Reads one row of a result. */
    @FunctionalInterface
    public interface Reader<R> {
        R read(ResultSet row) throws SQLException;
    }

    /** @return how many rows were changed, padding not counted: it changes nothing */
    public <T> int update(Connection sharded, Collection<T> batch, ToLongFunction<T> orderId, Binder<T> binder)
            throws SQLException {
        return update(sharded, _ -> 1, batch, orderId, binder);
    }

    /** @return how many rows were changed */
    public <T> int update(
            Connection sharded, Head head, Collection<T> batch, ToLongFunction<T> orderId, Binder<T> binder)
            throws SQLException {
        int changed = 0;
        for (List<T> share : sharesOf(batch, orderId)) {
            try (PreparedStatement update = sharded.prepareStatement(times(share.size()))) {
                bind(update, head, share, binder);
                changed += update.executeUpdate();
            }
        }
        return changed;
    }

    /** Reads what there is of these orders. */
    public <R> List<R> select(Connection sharded, Collection<Long> orderIds, Reader<R> reader) throws SQLException {
        List<R> found = new ArrayList<>();
        for (List<Long> share : sharesOf(orderIds, Long::longValue)) {
            try (PreparedStatement select = sharded.prepareStatement(times(share.size()))) {
                bind(select, _ -> 1, share, Rows::bindKey);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(reader.read(rows));
                    }
                }
            }
        }
        return found;
    }

    /** Binds an element that is a key itself. */
    public static int bindKey(PreparedStatement statement, int first, Long key) throws SQLException {
        statement.setLong(first, key);
        return first + 1;
    }

    private static <T> void bind(PreparedStatement statement, Head head, List<T> share, Binder<T> binder)
            throws SQLException {
        int at = head.bind(statement);
        for (T element : share) {
            at = binder.bind(statement, at, element);
        }
    }

    private static <T> List<List<T>> sharesOf(Collection<T> batch, ToLongFunction<T> orderId) {
        List<List<T>> shares = new ArrayList<>();
        for (List<T> ofTable : Shards.byTable(batch, orderId)) {
            for (int from = 0; from < ofTable.size(); from += MOST) {
                shares.add(padded(ofTable.subList(from, Math.min(ofTable.size(), from + MOST))));
            }
        }
        return shares;
    }

    /**
     * Repeats the last element until the size is a power of two or the middle between two: each row costs the driver more
     * than the server. A key that stands twice in a list changes nothing, and neither does a row of an INSERT … ON CONFLICT
     * DO NOTHING.
     */
    public static <T> List<T> padded(Collection<T> batch) {
        List<T> padded = new ArrayList<>(batch);
        while (padded.size() > 2 && !isUsual(padded.size())) {
            padded.add(padded.getLast());
        }
        return padded;
    }

    private static boolean isUsual(int size) {
        int bits = Integer.highestOneBit(size);
        return size == bits || size == bits + bits / 2;
    }

    public String times(int n) {
        return texts.computeIfAbsent(n, count -> before + String.join(",", Collections.nCopies(count, row)) + after);
    }
}
