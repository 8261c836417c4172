package dev.orderplatform.inventory.transferring;

import dev.orderplatform.globaltransactions.GlobalTransactions;
import dev.orderplatform.globaltransactions.GlobalTransactions.Committed;
import dev.orderplatform.globaltransactions.RolledBack;
import dev.orderplatform.globaltransactions.TccAction;
import java.util.Optional;
import java.util.UUID;

/**
 * Sends units to another region. The source region runs the transfer. Both regions record its idempotency key, so that
 * neither takes part in another transfer with the same key.
 */
public final class TransferUnits {
    private final GlobalTransactions transactions;
    private final Transfers transfers;
    private final TccAction send;
    private final OtherInventories others;

    TransferUnits(GlobalTransactions transactions, Transfers transfers, TccAction send, OtherInventories others) {
        this.transactions = transactions;
        this.transfers = transfers;
        this.send = send;
        this.others = others;
    }

    /**
     * Transfers units, blocking until the transaction is decided.
     *
     * @param caller owner of the key
     * @throws TransferRefused if the request can't be fulfilled; nothing has moved
     * @throws RolledBack if a participant failed; nothing has moved
     * @throws dev.orderplatform.globaltransactions.CoordinatorUnavailable if the transaction could not begin; nothing
     *     has moved
     * @throws dev.orderplatform.globaltransactions.OutcomeUnknown if the outcome is unknown; a retry with the same key
     *     returns it later
     */
    public TransferResult transfer(String caller, String key, Transfer transfer) {
        Optional<TransferResult> earlier = transfers.earlier(caller, key, transfer);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        KeyedTransfer keyed = new KeyedTransfer(UUID.randomUUID(), caller, key, transfer);
        try {
            Committed<UUID> moved = transactions.run("transfer-units", xid -> {
                send.tryIt(keyed.arguments());
                others.receive(xid, keyed);
                return keyed.id();
            });
            return new TransferResult(TransferReceipt.of(moved.result(), moved.xid(), transfer), false);
        } catch (RolledBack e) {
            if (e.getCause() instanceof TransferRefused refused) {
                throw refused;
            }
            throw e;
        }
    }
}
