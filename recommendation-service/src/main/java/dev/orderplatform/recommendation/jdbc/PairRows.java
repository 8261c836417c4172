package dev.orderplatform.recommendation.jdbc;

import static java.util.Comparator.comparingInt;

import dev.orderplatform.postgres.Columns;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.recommendation.domain.Pair;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows of t_pair of a generation that the transaction has locked. */
final class PairRows {
    private static final Logger log = LoggerFactory.getLogger(PairRows.class);
    /** What to do about wrong counts. */
    static final String REMEDY = "./orderctl rebuild recommendations corrects the counts";
    /** Keeps each statement far below the statement timeout. */
    private static final int CHUNK = 5_000;

    private static final String PAIRS = "unnest(?::int[], ?::int[], ?::int[]) AS c (low, high, baskets)";
    private static final String ADD = "INSERT INTO t_pair (generation, low, high, baskets) SELECT ?, * FROM " + PAIRS
            + " ORDER BY low, high ON CONFLICT (generation, low, high)"
            + " DO UPDATE SET baskets = t_pair.baskets + excluded.baskets";
    private static final String OF_THIS_PAIR = " WHERE p.generation = ? AND p.low = c.low AND p.high = c.high";
    private static final String SUBTRACT = "UPDATE t_pair p SET baskets = p.baskets - c.baskets FROM " + PAIRS
            + OF_THIS_PAIR + " AND p.baskets > c.baskets";
    private static final String REMOVE =
            "DELETE FROM t_pair p USING " + PAIRS + OF_THIS_PAIR + " AND p.baskets = c.baskets";

    private final Transaction transaction;
    private final int generation;

    PairRows(Transaction transaction, int generation) {
        this.transaction = transaction;
        this.generation = generation;
    }

    /** @param by positive */
    private record Change(int low, int high, int by) {

        static Change of(int one, int other, int by) {
            return new Change(Math.min(one, other), Math.max(one, other), by);
        }
    }

    /** Adds to the counts of pairs. */
    void change(Map<Pair, Integer> changes, SkuNumbers numbers) throws SQLException {
        Set<String> skus = new TreeSet<>();
        changes.keySet().forEach(pair -> {
            skus.add(pair.first());
            skus.add(pair.second());
        });
        numbers.load(skus);
        for (List<Change> chunk : chunks(sorted(changes, numbers, 1))) {
            addAll(chunk);
        }
        for (List<Change> chunk : chunks(sorted(changes, numbers, -1))) {
            subtractAll(chunk);
        }
    }

    // Sorted, so that index pages are visited in order.
    private static List<Change> sorted(Map<Pair, Integer> changes, SkuNumbers numbers, int sign) {
        return changes.entrySet().stream()
                .filter(change -> Integer.signum(change.getValue()) == sign)
                .map(change -> Change.of(
                        numbers.number(change.getKey().first()),
                        numbers.number(change.getKey().second()),
                        sign * change.getValue()))
                .sorted(comparingInt(Change::low).thenComparingInt(Change::high))
                .toList();
    }

    private static List<List<Change>> chunks(List<Change> changes) {
        List<List<Change>> chunks = new ArrayList<>();
        for (int from = 0; from < changes.size(); from += CHUNK) {
            chunks.add(changes.subList(from, Math.min(from + CHUNK, changes.size())));
        }
        return chunks;
    }

    private void addAll(List<Change> changes) throws SQLException {
        try (PreparedStatement insert = transaction.prepare(ADD)) {
            insert.setInt(1, generation);
            set(insert, 2, changes);
            insert.executeUpdate();
        }
    }

    private void subtractAll(List<Change> changes) throws SQLException {
        int changed = execute(REMOVE, changes) + execute(SUBTRACT, changes);
        if (changed < changes.size()) {
            log.warn(
                    "{} counts of generation {} were lower than what is taken from them; {}",
                    changes.size() - changed,
                    generation,
                    REMEDY);
        }
    }

    private int execute(String sql, List<Change> changes) throws SQLException {
        try (PreparedStatement statement = transaction.prepare(sql)) {
            set(statement, 1, changes);
            statement.setInt(4, generation);
            return statement.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, int first, List<Change> changes) throws SQLException {
        statement.setObject(first, Columns.ints(changes, Change::low));
        statement.setObject(first + 1, Columns.ints(changes, Change::high));
        statement.setObject(first + 2, Columns.ints(changes, Change::by));
    }
}
