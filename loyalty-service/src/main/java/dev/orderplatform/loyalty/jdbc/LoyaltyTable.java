package dev.orderplatform.loyalty.jdbc;

import dev.orderplatform.loyalty.domain.FindLoyalty;
import dev.orderplatform.loyalty.domain.Loyalty;
import dev.orderplatform.postgres.Transaction;
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

/** The table t_loyalty. */
@Component
final class LoyaltyTable implements FindLoyalty {
    private static final String SELECT = "SELECT order_id, user_id, status, version, epoch, changed_at FROM t_loyalty";
    /** Changes a row only if it has the version before: a concurrent change would otherwise be lost. */
    private static final String SAVE = """
        INSERT INTO t_loyalty (order_id, user_id, status, version, epoch, changed_at) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (order_id) DO UPDATE
        SET status = excluded.status, version = excluded.version, epoch = excluded.epoch, changed_at = excluded.changed_at
        WHERE t_loyalty.version = excluded.version - 1
        """;

    private final DataSource database;

    LoyaltyTable(DataSource database) {
        this.database = database;
    }

    @Override
    public Optional<Loyalty> of(long userId, long orderId) {
        return Transaction.run(database, transaction -> {
            try (PreparedStatement select = transaction.prepare(SELECT + " WHERE order_id = ? AND user_id = ?")) {
                select.setLong(1, orderId);
                select.setLong(2, userId);
                return Optional.ofNullable(read(select).get(orderId));
            }
        });
    }

    /** By order id. Locks the rows until the transaction ends. */
    Map<Long, Loyalty> lock(Transaction transaction, Collection<Long> orderIds) throws SQLException {
        try (PreparedStatement select =
                transaction.prepare(SELECT + " WHERE order_id = ANY(?) ORDER BY order_id FOR UPDATE")) {
            select.setArray(1, transaction.connection().createArrayOf("bigint", orderIds.toArray()));
            return read(select);
        }
    }

    /** Saves changes, in sequence. */
    void save(Transaction transaction, List<Loyalty> changes) throws SQLException {
        try (PreparedStatement save = transaction.prepare(SAVE)) {
            for (Loyalty loyalty : changes) {
                save.setLong(1, loyalty.orderId());
                save.setLong(2, loyalty.userId());
                save.setString(3, loyalty.status().name());
                save.setInt(4, loyalty.version());
                save.setLong(5, loyalty.epoch());
                save.setObject(6, loyalty.at().atOffset(ZoneOffset.UTC));
                save.addBatch();
            }
            if (Arrays.stream(save.executeBatch()).sum() < changes.size()) {
                throw new IllegalStateException("another transaction has changed one of " + changes);
            }
        }
    }

    private static Map<Long, Loyalty> read(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            Map<Long, Loyalty> found = new HashMap<>();
            while (rows.next()) {
                found.put(rows.getLong("order_id"), loyalty(rows));
            }
            return found;
        }
    }

    private static Loyalty loyalty(ResultSet row) throws SQLException {
        return new Loyalty(
                row.getLong("order_id"),
                row.getLong("user_id"),
                Loyalty.Status.valueOf(row.getString("status")),
                row.getInt("version"),
                row.getLong("epoch"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
