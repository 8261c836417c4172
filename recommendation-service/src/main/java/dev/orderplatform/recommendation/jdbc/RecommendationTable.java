package dev.orderplatform.recommendation.jdbc;

import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.recommendation.domain.FindRecommendation;
import dev.orderplatform.recommendation.domain.Recommendation;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** The table t_recommendation. */
@Component
final class RecommendationTable implements FindRecommendation {
    private static final String SELECT =
            "SELECT order_id, user_id, status, version, epoch, changed_at FROM t_recommendation";
    /** Changes a row only if it has the version before: a concurrent change would otherwise be lost. */
    private static final String SAVE = """
        INSERT INTO t_recommendation (order_id, user_id, status, version, epoch, changed_at) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (order_id) DO UPDATE
        SET status = excluded.status, version = excluded.version, epoch = excluded.epoch, changed_at = excluded.changed_at
        WHERE t_recommendation.version = excluded.version - 1
        """;

    private final DataSource database;

    RecommendationTable(DataSource database) {
        this.database = database;
    }

    @Override
    public Optional<Recommendation> of(long userId, long orderId) {
        return Transaction.run(database, transaction -> {
            try (PreparedStatement select = transaction.prepare(SELECT + " WHERE order_id = ? AND user_id = ?")) {
                select.setLong(1, orderId);
                select.setLong(2, userId);
                return Optional.ofNullable(read(select).get(orderId));
            }
        });
    }

    /** By order id. Locks the rows until the transaction ends. */
    Map<Long, Recommendation> lock(Transaction transaction, Collection<Long> orderIds) throws SQLException {
        try (PreparedStatement select =
                transaction.prepare(SELECT + " WHERE order_id = ANY(?) ORDER BY order_id FOR UPDATE")) {
            select.setArray(1, transaction.connection().createArrayOf("bigint", orderIds.toArray()));
            return read(select);
        }
    }

    /** Saves changes, in sequence. */
    void save(Transaction transaction, List<Recommendation> changes) throws SQLException {
        try (PreparedStatement save = transaction.prepare(SAVE)) {
            for (Recommendation recommendation : changes) {
                save.setLong(1, recommendation.orderId());
                save.setLong(2, recommendation.userId());
                save.setString(3, recommendation.status().name());
                save.setInt(4, recommendation.version());
                save.setLong(5, recommendation.epoch());
                save.setObject(6, recommendation.at().atOffset(ZoneOffset.UTC));
                save.addBatch();
            }
            if (Arrays.stream(save.executeBatch()).sum() < changes.size()) {
                throw new IllegalStateException("another transaction has changed one of " + changes);
            }
        }
    }

    private static Map<Long, Recommendation> read(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            Map<Long, Recommendation> found = new HashMap<>();
            while (rows.next()) {
                found.put(rows.getLong("order_id"), recommendation(rows));
            }
            return found;
        }
    }

    private static Recommendation recommendation(ResultSet row) throws SQLException {
        return new Recommendation(
                row.getLong("order_id"),
                row.getLong("user_id"),
                Recommendation.Status.valueOf(row.getString("status")),
                row.getInt("version"),
                row.getLong("epoch"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
