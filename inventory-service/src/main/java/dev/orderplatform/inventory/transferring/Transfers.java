package dev.orderplatform.inventory.transferring;

import dev.orderplatform.inventory.transferring.TransferRefused.Reason;
import dev.orderplatform.inventory.transferring.TransferRows.Row;
import dev.orderplatform.postgres.Transaction;
import java.util.Optional;
import javax.sql.DataSource;

/** The transfers that this region took part in. */
final class Transfers {
    private final DataSource database;

    Transfers(DataSource database) {
        this.database = database;
    }

    /**
     * The answer to a transfer whose key was used before; empty when it was not. Blocks.
     *
     * @throws TransferRefused when the key belongs to another transfer, or to one that is not decided yet
     */
    Optional<Transferred> earlier(String caller, String key, Transfer wanted) {
        return Transaction.run(database, transaction -> TransferRows.find(transaction.connection(), caller, key))
                .map(row -> answer(row, wanted));
    }

    private static Transferred answer(Row row, Transfer wanted) {
        if (!row.transfer().equals(wanted)) {
            throw new TransferRefused(Reason.KEY_REUSED);
        }
        if (!row.confirmed()) {
            throw new TransferRefused(Reason.IN_FLIGHT);
        }
        return new Transferred(TransferReceipt.of(row.id(), row.xid(), row.transfer()), true);
    }
}
