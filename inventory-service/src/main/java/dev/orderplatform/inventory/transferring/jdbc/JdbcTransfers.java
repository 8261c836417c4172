package dev.orderplatform.inventory.transferring.jdbc;

import dev.orderplatform.inventory.transferring.Transfer;
import dev.orderplatform.inventory.transferring.TransferReceipt;
import dev.orderplatform.inventory.transferring.TransferRefused;
import dev.orderplatform.inventory.transferring.TransferRefused.Reason;
import dev.orderplatform.inventory.transferring.TransferResult;
import dev.orderplatform.inventory.transferring.Transfers;
import dev.orderplatform.inventory.transferring.jdbc.TransferRows.Row;
import dev.orderplatform.postgres.Transaction;
import java.util.Optional;
import javax.sql.DataSource;

final class JdbcTransfers implements Transfers {
    private final DataSource database;

    JdbcTransfers(DataSource database) {
        this.database = database;
    }

    @Override
    public Optional<TransferResult> earlier(String caller, String key, Transfer requested) {
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
