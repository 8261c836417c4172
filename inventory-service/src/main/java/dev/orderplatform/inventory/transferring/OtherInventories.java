package dev.orderplatform.inventory.transferring;

import java.util.Set;

/** The other regions' inventories. Blocking, with timeouts. */
public interface OtherInventories {

    Set<String> regions();

    /** Enlists the destination region in the transaction. */
    void receive(String xid, KeyedTransfer keyed);

    /** Lets the source region run the transfer. */
    TransferResult transfer(String caller, String key, Transfer transfer);
}
