package dev.orderplatform.inventory.transferring;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.UUID;

/**
 * The answer to a transfer, the same however often it is asked for.
 *
 * @param xid the global transaction that moved the units
 * @param repeated whether an earlier request with this key moved them
 */
public record TransferReceipt(
        UUID transferId,
        String xid,
        String sku,
        int quantity,
        String from,
        String to,
        @JsonIgnore boolean repeated) {

    static TransferReceipt of(UUID id, String xid, Transfer transfer, boolean repeated) {
        return new TransferReceipt(
                id, xid, transfer.sku(), transfer.quantity(), transfer.from(), transfer.to(), repeated);
    }
}
