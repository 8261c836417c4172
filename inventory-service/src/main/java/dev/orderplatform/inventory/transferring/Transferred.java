package dev.orderplatform.inventory.transferring;

/**
 * Units that have moved.
 *
 * @param repeated whether an earlier request with the same key moved them
 */
public record Transferred(TransferReceipt receipt, boolean repeated) {}
