package dev.orderplatform.inventory.transferring;

import dev.orderplatform.inventory.transferring.TransferRefused.Reason;
import dev.orderplatform.inventory.transferring.TransferRows.Row;
import dev.orderplatform.postgres.Transaction;
import java.util.Optional;
import javax.sql.DataSource;

/** Transfers to and from this region. */
final class Transfers {
    private final DataSource database;

    Transfers(DataSource database) {
        this.database = database;
    }

    /**
     * The result of an earlier transfer with this key, if any. Blocking.
     *
     * @throws TransferRefused if the key belongs to another transfer, or to an undecided one
     */
    Optional<TransferResult> earlier(String caller, String key, Transfer requested) {
        return Transaction.run(database, transaction -> TransferRows.find(transaction.connection(), caller, key))
                .map(row -> result(row, requested));
    }

    private static TransferResult result(Row row, Transfer requested) {
        if (!row.transfer().equals(requested)) {
            throw new TransferRefused(Reason.KEY_REUSED);
        }
        if (!row.confirmed()) {
            throw new TransferRefused(Reason.IN_FLIGHT);
        }
        return new TransferResult(TransferReceipt.of(row.id(), row.xid(), row.transfer()), true);
    }
}
