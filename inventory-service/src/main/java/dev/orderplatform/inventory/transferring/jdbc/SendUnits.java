package dev.orderplatform.inventory.transferring.jdbc;

import dev.orderplatform.globaltransactions.TccAction;
import dev.orderplatform.inventory.transferring.KeyedTransfer;
import dev.orderplatform.inventory.transferring.TransferRefused;
import dev.orderplatform.inventory.transferring.TransferRefused.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

/**
 * The source: try moves units from available to transferred_out, cancel moves them back, confirm leaves them
 * there.
 */
final class SendUnits implements TccAction.Participant {

    @Override
    public void tryIt(Connection transaction, String xid, Map<String, String> arguments) throws SQLException {
        if (move(transaction, arguments, KeyedTransfer.quantity(arguments)) == 0) {
            throw new TransferRefused(exists(transaction, arguments) ? Reason.OUT_OF_STOCK : Reason.UNKNOWN_SKU);
        }
        TransferRows.insert(transaction, xid, arguments);
    }

    @Override
    public void confirm(Connection transaction, String xid, Map<String, String> arguments) throws SQLException {
        TransferRows.confirm(transaction, xid);
    }

    @Override
    public void cancel(Connection transaction, String xid, Map<String, String> arguments) throws SQLException {
        if (move(transaction, arguments, -KeyedTransfer.quantity(arguments)) != 1) {
            throw new IllegalStateException("can't restore sent units: " + arguments);
        }
        TransferRows.delete(transaction, xid);
    }

    private static int move(Connection transaction, Map<String, String> arguments, long units) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement(
                "UPDATE t_stock SET available = available - ?, transferred_out = transferred_out + ? WHERE sku = ? AND"
                        + " available >= ?")) {
            update.setLong(1, units);
            update.setLong(2, units);
            update.setString(3, KeyedTransfer.argument(arguments, "sku"));
            update.setLong(4, units);
            return update.executeUpdate();
        }
    }

    private static boolean exists(Connection transaction, Map<String, String> arguments) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement("SELECT 1 FROM t_stock WHERE sku = ?")) {
            select.setString(1, KeyedTransfer.argument(arguments, "sku"));
            return select.executeQuery().next();
        }
    }
}
