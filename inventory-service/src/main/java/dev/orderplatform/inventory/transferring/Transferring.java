package dev.orderplatform.inventory.transferring;

import dev.orderplatform.globaltransactions.TccAction;
import java.util.SortedSet;
import java.util.TreeSet;

/** Dependencies of transfers; present only with a second region. */
public record Transferring(String region, TransferUnits units, TccAction receive, OtherInventories others) {

    public SortedSet<String> regions() {
        SortedSet<String> all = new TreeSet<>(others.regions());
        all.add(region);
        return all;
    }

    /** Runs the transfer here if this region is its source, otherwise there. Blocking. */
    public TransferResult run(String caller, String key, Transfer transfer) {
        return transfer.from().equals(region)
                ? units.transfer(caller, key, transfer)
                : others.transfer(caller, key, transfer);
    }
}
