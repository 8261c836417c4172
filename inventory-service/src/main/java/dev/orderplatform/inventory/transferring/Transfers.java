package dev.orderplatform.inventory.transferring;

import java.util.Optional;

/** Transfers to and from this region. */
public interface Transfers {

    /**
     * The result of an earlier transfer with this key, if any. Blocking.
     *
     * @throws TransferRefused if the key belongs to another transfer, or to an undecided one
     */
    Optional<TransferResult> earlier(String caller, String key, Transfer requested);
}
