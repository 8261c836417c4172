package dev.orderplatform.inventory.transferring.http;

import dev.orderplatform.inventory.transferring.TransferRefused;

/** Requests about transfers between the regions' inventories. */
public final class InternalTransfers {
    public static final String SEND = "/internal/transfers";
    public static final String RECEIVE = "/internal/transfers/receipts";
    /** Header with the {@link TransferRefused.Reason}, for the other region. */
    public static final String REASON = "Transfer-Refused";

    private InternalTransfers() {}
}
