package dev.orderplatform.inventory.transferring.jdbc;

import dev.orderplatform.globaltransactions.TccAction;
import dev.orderplatform.inventory.transferring.KeyedTransfer;
import dev.orderplatform.inventory.transferring.TransferRefused;
import dev.orderplatform.inventory.transferring.TransferRefused.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

/** The destination: confirm adds the units to available and transferred_in. Until then they can't be reserved. */
final class ReceiveUnits implements TccAction.Participant {

    @Override
    public void tryIt(Connection transaction, String xid, Map<String, String> arguments) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement("SELECT 1 FROM t_stock WHERE sku = ?")) {
            select.setString(1, arguments.get("sku"));
            if (!select.executeQuery().next()) {
                throw new TransferRefused(Reason.UNKNOWN_SKU);
            }
        }
        TransferRows.insert(transaction, xid, arguments);
    }

    @Override
    public void confirm(Connection transaction, String xid, Map<String, String> arguments) throws SQLException {
        long units = KeyedTransfer.quantity(arguments);
        try (PreparedStatement update = transaction.prepareStatement(
                "UPDATE t_stock SET available = available + ?, transferred_in = transferred_in + ? WHERE sku = ?")) {
            update.setLong(1, units);
            update.setLong(2, units);
            update.setString(3, arguments.get("sku"));
            if (update.executeUpdate() != 1) {
                throw new IllegalStateException("can't add received units: " + arguments);
            }
        }
        TransferRows.confirm(transaction, xid);
    }

    @Override
    public void cancel(Connection transaction, String xid, Map<String, String> arguments) throws SQLException {
        TransferRows.delete(transaction, xid);
    }
}
