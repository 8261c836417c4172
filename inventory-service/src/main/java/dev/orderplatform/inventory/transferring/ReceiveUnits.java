package dev.orderplatform.inventory.transferring;

import dev.orderplatform.global.TccAction;
import dev.orderplatform.inventory.transferring.TransferRefused.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

/** The getting side: confirm adds the units to available and to got. Until then nobody can have them. */
final class ReceiveUnits implements TccAction.Participant {

    static Map<String, String> arguments(Transfer transfer) {
        return Map.of("sku", transfer.sku(), "quantity", Integer.toString(transfer.quantity()));
    }

    @Override
    public void tryIt(Connection transaction, String xid, Map<String, String> arguments) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement("SELECT 1 FROM t_stock WHERE sku = ?")) {
            select.setString(1, arguments.get("sku"));
            if (!select.executeQuery().next()) {
                throw new TransferRefused(Reason.UNKNOWN_SKU);
            }
        }
    }

    @Override
    public void confirm(Connection transaction, String xid, Map<String, String> arguments) throws SQLException {
        long units = Long.parseLong(String.valueOf(arguments.get("quantity")));
        try (PreparedStatement update = transaction.prepareStatement(
                "UPDATE t_stock SET available = available + ?, got = got + ? WHERE sku = ?")) {
            update.setLong(1, units);
            update.setLong(2, units);
            update.setString(3, arguments.get("sku"));
            if (update.executeUpdate() != 1) {
                throw new IllegalStateException("units that were sent can't be taken in: " + arguments);
            }
        }
    }

    @Override
    public void cancel(Connection transaction, String xid, Map<String, String> arguments) {
        // The try took nothing.
    }
}
