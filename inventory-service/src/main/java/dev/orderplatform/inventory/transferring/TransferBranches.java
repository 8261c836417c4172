package dev.orderplatform.inventory.transferring;

import dev.orderplatform.globaltransactions.TccAction;

/**
 * This region's branches of transfers.
 *
 * @param send takes the units if this region is the source
 * @param receive adds them if it is the destination
 */
public record TransferBranches(TccAction send, TccAction receive) {}
