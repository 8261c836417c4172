package dev.orderplatform.inventory.transferring.jdbc;

import dev.orderplatform.inventory.transferring.KeyedTransfer;
import dev.orderplatform.inventory.transferring.Transfer;
import dev.orderplatform.inventory.transferring.TransferRefused;
import dev.orderplatform.inventory.transferring.TransferRefused.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The rows of {@code t_transfer}. A transfer has one in each of its two regions, and each region's unique constraint
 * refuses a second transfer with the same key. So the key is unique across both regions, whichever sends.
 */
final class TransferRows {
    private TransferRows() {}

    /** @param confirmed whether the transaction is known to be committed; until then it may be rolled back */
    record Row(UUID id, String xid, Transfer transfer, boolean confirmed) {}

    /** Claims the key in the transaction of the try phase. Blocks while a concurrent transfer claims it. */
    static void insert(Connection transaction, String xid, Map<String, String> arguments) throws SQLException {
        KeyedTransfer keyed = KeyedTransfer.of(arguments);
        try (PreparedStatement insert = transaction.prepareStatement("INSERT INTO t_transfer"
                + " (transfer_id, caller, key, sku, quantity, from_region, to_region, xid, status, created_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'TRIED', ?) ON CONFLICT (caller, key) DO NOTHING")) {
            insert.setObject(1, keyed.id());
            insert.setString(2, keyed.caller());
            insert.setString(3, keyed.key());
            insert.setString(4, keyed.transfer().sku());
            insert.setInt(5, keyed.transfer().quantity());
            insert.setString(6, keyed.transfer().from());
            insert.setString(7, keyed.transfer().to());
            insert.setString(8, xid);
            insert.setObject(9, OffsetDateTime.now(ZoneOffset.UTC));
            if (insert.executeUpdate() == 0) {
                throw new TransferRefused(reason(transaction, keyed));
            }
        }
    }

    // The other transfer may still be rolled back, for example if both claim the key at once; then this one can be
    // retried.
    private static Reason reason(Connection transaction, KeyedTransfer refused) throws SQLException {
        return find(transaction, refused.caller(), refused.key())
                .filter(row -> row.confirmed() && !row.transfer().equals(refused.transfer()))
                .map(_ -> Reason.KEY_REUSED)
                .orElse(Reason.IN_FLIGHT);
    }

    static Optional<Row> find(Connection connection, String caller, String key) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT transfer_id, xid, sku, quantity,"
                + " from_region, to_region, status FROM t_transfer WHERE caller = ? AND key = ?")) {
            select.setString(1, caller);
            select.setString(2, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row(row)) : Optional.empty();
            }
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("transfer_id", UUID.class),
                row.getString("xid"),
                new Transfer(
                        row.getString("sku"),
                        row.getInt("quantity"),
                        row.getString("from_region"),
                        row.getString("to_region")),
                row.getString("status").equals("CONFIRMED"));
    }

    static void confirm(Connection transaction, String xid) throws SQLException {
        end(transaction, "UPDATE t_transfer SET status = 'CONFIRMED' WHERE xid = ?", xid);
    }

    /** Frees the key. */
    static void delete(Connection transaction, String xid) throws SQLException {
        end(transaction, "DELETE FROM t_transfer WHERE xid = ?", xid);
    }

    private static void end(Connection transaction, String sql, String xid) throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            statement.setString(1, xid);
            statement.executeUpdate();
        }
    }
}
