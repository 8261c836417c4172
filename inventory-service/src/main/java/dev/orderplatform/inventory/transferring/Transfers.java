package dev.orderplatform.inventory.transferring;

import dev.orderplatform.inventory.transferring.TransferRefused.Reason;
import dev.orderplatform.postgres.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The transfers that this region gave units for. */
final class Transfers {
    private final DataSource database;
    private final String region;

    Transfers(DataSource database, String region) {
        this.database = database;
        this.region = region;
    }

    /**
     * The answer to a transfer whose key was used before; empty when it was not. Blocks.
     *
     * @throws TransferRefused when the key belongs to another transfer, or to one that is not decided yet
     */
    Optional<Transferred> earlier(String caller, String key, Transfer wanted) {
        return Transaction.run(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT transfer_id, xid, sku, quantity,"
                    + " to_region, status FROM t_transfer WHERE caller = ? AND key = ?")) {
                select.setString(1, caller);
                select.setString(2, key);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(receipt(row, wanted)) : Optional.empty();
                }
            }
        });
    }

    private Transferred receipt(ResultSet row, Transfer wanted) throws SQLException {
        Transfer stored =
                new Transfer(row.getString("sku"), row.getInt("quantity"), region, row.getString("to_region"));
        if (!stored.equals(wanted)) {
            throw new TransferRefused(Reason.KEY_REUSED);
        }
        if (row.getString("status").equals("TRIED")) {
            throw new TransferRefused(Reason.IN_FLIGHT);
        }
        return new Transferred(
                TransferReceipt.of(row.getObject("transfer_id", UUID.class), row.getString("xid"), stored), true);
    }
}
