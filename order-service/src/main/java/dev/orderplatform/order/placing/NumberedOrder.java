package dev.orderplatform.order.placing;

import dev.orderplatform.order.domain.Status;
import java.time.Instant;
import java.util.Optional;

/**
 * A new order with its id, about to be stored. Its id is its identity.
 *
 * @param createdAt the time inside the id
 */
record NumberedOrder(long id, Instant createdAt, String region, long epoch, NewOrder content) {

    Receipt receipt() {
        return new Receipt(
                id, Status.PENDING, region, content.totalMinor(), content.currency(), createdAt, Optional.empty());
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
