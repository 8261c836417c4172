package dev.orderplatform.inventory.transferring;

/**
 * The result of a transfer.
 *
 * @param repeated whether an earlier request with the same key made the transfer
 */
public record TransferResult(TransferReceipt receipt, boolean repeated) {}
