package dev.orderplatform.order.placing;

import dev.orderplatform.order.domain.Status;
import dev.orderplatform.order.multiregion.UndecidedOrder;
import java.time.Instant;
import java.util.Optional;

/**
 * A new order with its id, about to be stored. Its id is its identity.
 *
 * @param createdAt the time inside the id
 */
record NumberedOrder(long id, Instant createdAt, String region, long epoch, NewOrder content) {

    Receipt receipt() {
        return receipt(Optional.empty());
    }

    /** @param xid the global transaction that stored it */
    Receipt receipt(Optional<String> xid) {
        return new Receipt(id, Status.PENDING, region, content.totalMinor(), content.currency(), createdAt, xid);
    }

    UndecidedOrder undecided() {
        return new UndecidedOrder(
                id,
                content.userId(),
                content.key(),
                content.bodyHash(),
                region,
                epoch,
                content.totalMinor(),
                content.currency(),
                content.lines());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumberedOrder order && order.id == id;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(id);
    }
}
