package dev.orderplatform.inventory.transferring;

import dev.orderplatform.globaltransactions.GlobalTransactions;
import dev.orderplatform.globaltransactions.GlobalTransactions.Committed;
import dev.orderplatform.globaltransactions.RolledBack;
import dev.orderplatform.globaltransactions.TccAction;
import java.util.Optional;
import java.util.UUID;

/**
 * Gives units of this region to another. The giving region runs every transfer; both regions record its idempotency
 * key, so that neither takes part in another transfer under it.
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
     * Moves units, blocking until that is decided.
     *
     * @param caller whose key it is
     * @throws TransferRefused when nothing has moved, for a reason that the caller can mend
     * @throws RolledBack when nothing has moved, since not everybody could take part
     * @throws dev.orderplatform.globaltransactions.CoordinatorUnavailable likewise
     * @throws dev.orderplatform.globaltransactions.OutcomeUnknown when nobody here knows; the key tells it later
     */
    public Transferred transfer(String caller, String key, Transfer transfer) {
        Optional<Transferred> earlier = transfers.earlier(caller, key, transfer);
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
            return new Transferred(TransferReceipt.of(moved.result(), moved.xid(), transfer), false);
        } catch (RolledBack e) {
            if (e.getCause() instanceof TransferRefused refused) {
                throw refused;
            }
            throw e;
        }
    }
}
