package dev.orderplatform.order.multiregion;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.order.domain.Acceptance;
import dev.orderplatform.order.domain.Durability;
import dev.orderplatform.order.domain.Lines;
import dev.orderplatform.order.domain.Money;
import dev.orderplatform.order.domain.Order;
import dev.orderplatform.order.domain.StoredOrder;
import java.util.List;
import java.util.Optional;

/**
 * The form in which an order is sent to the other region, to be written there by the same global transaction. All other
 * values are derived: the acceptance time is the time inside the id, and the durability is MULTI_REGION.
 *
 * @param key the idempotency key
 * @param bodyHash of the request, base64
 * @param region home region
 */
public record UndecidedOrder(
        long orderId,
        long userId,
        String key,
        String bodyHash,
        String region,
        long epoch,
        long totalMinor,
        String currency,
        List<Line> lines) {
    /** The endpoint that receives it. */
    public static final String PATH = "/internal/replicas";

    public static UndecidedOrder of(StoredOrder stored) {
        Order order = stored.order();
        Acceptance acceptance = stored.acceptance();
        return new UndecidedOrder(
                order.id(),
                order.userId(),
                acceptance.idempotencyKey(),
                acceptance.bodyHash(),
                acceptance.region(),
                acceptance.epoch(),
                order.total().minor(),
                order.total().currency(),
                order.lines().asList());
    }

    /** @param xid the global transaction */
    public StoredOrder in(String xid) {
        Acceptance acceptance = new Acceptance(
                region, epoch, OrderId.time(orderId), Durability.MULTI_REGION, Optional.of(xid), key, bodyHash);
        return StoredOrder.accepted(orderId, userId, new Lines(lines), new Money(totalMinor, currency), acceptance);
    }
}
