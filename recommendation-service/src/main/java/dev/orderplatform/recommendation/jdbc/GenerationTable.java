package dev.orderplatform.recommendation.jdbc;

import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.recommendation.domain.Basket;
import dev.orderplatform.recommendation.domain.CountBaskets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The table t_generation, and the lock that makes its users write one after the other. Every transaction that counts
 * takes the lock before it reads baskets or counts: no deadlock is possible, and a rebuild sees each basket either before
 * its change or after it.
 */
@Component
final class GenerationTable {
    /** Any number: nothing else in this database takes advisory locks. */
    private static final int LOCK_KEY = 1;

    /** Not a row of the table: a waiting transaction would not see a generation that was inserted meanwhile. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(" + LOCK_KEY + ")";

    private static final String SELECT =
            "SELECT generation, status, max_sample, baskets, walked_to FROM t_generation WHERE status <> 'RETIRED'"
                    + " ORDER BY generation";

    /** Waits for the lock, holds it until the transaction ends, and returns what {@link #read} does. */
    List<Generation> lock(Transaction transaction) throws SQLException {
        try (PreparedStatement lock = transaction.prepare(LOCK)) {
            lock.execute();
        }
        return read(transaction);
    }

    /** The generations that are not retired. */
    List<Generation> read(Transaction transaction) throws SQLException {
        try (PreparedStatement select = transaction.prepare(SELECT);
                ResultSet rows = select.executeQuery()) {
            List<Generation> generations = new ArrayList<>();
            while (rows.next()) {
                generations.add(new Generation(
                        rows.getInt(1),
                        rows.getString(2).equals("BUILDING"),
                        rows.getInt(3),
                        rows.getLong(4),
                        rows.getLong(5)));
            }
            return generations;
        }
    }

    /** Counts baskets in all locked generations. */
    void count(Transaction transaction, List<Generation> locked, List<Basket> entering, List<Basket> leaving)
            throws SQLException {
        for (Generation generation : locked) {
            List<Basket> enters = entering.stream().filter(generation::covers).toList();
            List<Basket> leaves = leaving.stream().filter(generation::covers).toList();
            if (!enters.isEmpty() || !leaves.isEmpty()) {
                new CountBaskets(generation.maxSample())
                        .apply(new JdbcCounts(transaction, generation.number()), enters, leaves);
            }
        }
    }

    void startBuilding(Transaction transaction, int maxSample) throws SQLException {
        try (PreparedStatement insert = transaction.prepare("INSERT INTO t_generation (generation, status, max_sample)"
                + " SELECT max(generation) + 1, 'BUILDING', ? FROM t_generation")) {
            insert.setInt(1, maxSample);
            insert.executeUpdate();
        }
    }

    void walked(Transaction transaction, Generation building, long to) throws SQLException {
        try (PreparedStatement update =
                transaction.prepare("UPDATE t_generation SET walked_to = ? WHERE generation = ?")) {
            update.setLong(1, to);
            update.setInt(2, building.number());
            update.executeUpdate();
        }
    }

    /** Serves from the new generation. */
    void finishBuilding(Transaction transaction, Generation building) throws SQLException {
        // In this sequence: at no time may two be SERVING.
        try (PreparedStatement retire = transaction.prepare(
                "UPDATE t_generation SET status = 'RETIRED', changed_at = now() WHERE status = 'SERVING'")) {
            retire.executeUpdate();
        }
        try (PreparedStatement serve = transaction.prepare(
                "UPDATE t_generation SET status = 'SERVING', changed_at = now() WHERE generation = ?")) {
            serve.setInt(1, building.number());
            serve.executeUpdate();
        }
    }

    /** A generation that no reader uses any more. */
    Optional<Integer> retired(Transaction transaction) throws SQLException {
        try (PreparedStatement select =
                        transaction.prepare("SELECT generation FROM t_generation WHERE status = 'RETIRED'"
                                + " AND changed_at < now() - interval '1 minute' ORDER BY generation LIMIT 1");
                ResultSet rows = select.executeQuery()) {
            return rows.next() ? Optional.of(rows.getInt(1)) : Optional.empty();
        }
    }
}
