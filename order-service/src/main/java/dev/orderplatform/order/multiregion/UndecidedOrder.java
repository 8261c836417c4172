package dev.orderplatform.order.multiregion;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.orderplatform.contracts.Line;
import dev.orderplatform.ids.OrderId;
import java.time.Instant;
import java.util.List;

/**
 * An order as a global transaction writes it, in its home region and, the same, in the other.
 *
 * @param key the idempotency key
 * @param bodyHash of what was asked, to tell a retry from another wish under the same key
 * @param region home region
 */
public record UndecidedOrder(
        long orderId,
        long userId,
        String key,
        byte[] bodyHash,
        String region,
        long epoch,
        long totalMinor,
        String currency,
        List<Line> lines) {

    public UndecidedOrder {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("an order has at least one line");
        }
    }

    /** The time inside the id. */
    @JsonIgnore
    public Instant createdAt() {
        return OrderId.time(orderId);
    }
}
