package dev.orderplatform.inventory.transferring;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;

/**
 * The response to a transfer; a retry gets the same.
 *
 * @param xid the global transaction that moved the units
 */
@Schema(name = "StockTransfer")
public record TransferReceipt(UUID transferId, String xid, String sku, int quantity, String from, String to) {

    public static TransferReceipt of(UUID id, String xid, Transfer transfer) {
        return new TransferReceipt(id, xid, transfer.sku(), transfer.quantity(), transfer.from(), transfer.to());
    }
}
