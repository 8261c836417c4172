package dev.orderplatform.inventory.transferring;

import dev.orderplatform.global.TccAction;
import dev.orderplatform.inventory.transferring.TransferRefused.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

/** The giving side: try moves units from available to sent, cancel moves them back, confirm leaves them sent. */
final class SendUnits implements TccAction.Participant {

    static Map<String, String> arguments(UUID id, String caller, String key, Transfer transfer) {
        return Map.of(
                "transferId", id.toString(),
                "caller", caller,
                "key", key,
                "sku", transfer.sku(),
                "quantity", Integer.toString(transfer.quantity()),
                "to", transfer.to());
    }

    @Override
    public void tryIt(Connection transaction, String xid, Map<String, String> arguments) throws SQLException {
        if (move(transaction, arguments, quantity(arguments)) == 0) {
            throw new TransferRefused(exists(transaction, arguments) ? Reason.OUT_OF_STOCK : Reason.UNKNOWN_SKU);
        }
        try (PreparedStatement insert = transaction.prepareStatement("INSERT INTO t_transfer"
                + " (transfer_id, caller, key, sku, quantity, to_region, xid, status, created_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, 'TRIED', ?) ON CONFLICT (caller, key) DO NOTHING")) {
            insert.setObject(1, UUID.fromString(argument(arguments, "transferId")));
            insert.setString(2, argument(arguments, "caller"));
            insert.setString(3, argument(arguments, "key"));
            insert.setString(4, argument(arguments, "sku"));
            insert.setInt(5, (int) quantity(arguments));
            insert.setString(6, argument(arguments, "to"));
            insert.setString(7, xid);
            insert.setObject(8, OffsetDateTime.now(ZoneOffset.UTC));
            if (insert.executeUpdate() == 0) {
                throw new TransferRefused(Reason.IN_FLIGHT); // a twin was faster
            }
        }
    }

    @Override
    public void confirm(Connection transaction, String xid, Map<String, String> arguments) throws SQLException {
        end(transaction, "UPDATE t_transfer SET status = 'CONFIRMED' WHERE xid = ?", xid);
    }

    @Override
    public void cancel(Connection transaction, String xid, Map<String, String> arguments) throws SQLException {
        if (move(transaction, arguments, -quantity(arguments)) != 1) {
            throw new IllegalStateException("units that were sent can't be taken back: " + arguments);
        }
        // Its key is free again.
        end(transaction, "DELETE FROM t_transfer WHERE xid = ?", xid);
    }

    private static int move(Connection transaction, Map<String, String> arguments, long units) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement("UPDATE t_stock"
                + " SET available = available - ?, sent = sent + ? WHERE sku = ? AND available >= ?")) {
            update.setLong(1, units);
            update.setLong(2, units);
            update.setString(3, argument(arguments, "sku"));
            update.setLong(4, units);
            return update.executeUpdate();
        }
    }

    private static boolean exists(Connection transaction, Map<String, String> arguments) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement("SELECT 1 FROM t_stock WHERE sku = ?")) {
            select.setString(1, argument(arguments, "sku"));
            return select.executeQuery().next();
        }
    }

    private static void end(Connection transaction, String sql, String xid) throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            statement.setString(1, xid);
            statement.executeUpdate();
        }
    }

    private static long quantity(Map<String, String> arguments) {
        return Long.parseLong(argument(arguments, "quantity"));
    }

    private static String argument(Map<String, String> arguments, String name) {
        String value = arguments.get(name);
        if (value == null) {
            throw new IllegalStateException("a branch without " + name + ": " + arguments);
        }
        return value;
    }
}
