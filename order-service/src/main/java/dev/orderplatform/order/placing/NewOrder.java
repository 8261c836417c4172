package dev.orderplatform.order.placing;

import dev.orderplatform.ids.Slot;
import dev.orderplatform.order.domain.Durability;
import dev.orderplatform.order.domain.Lines;
import dev.orderplatform.order.domain.Money;

/**
 * A priced order in its writer's queue. It gets its id when it is written, so that ids increase in write order.
 *
 * @param slot the user's
 * @param bodyHash of the request, base64: distinguishes a retry from another request under the same key
 * @param traceparent W3C trace context of the request
 */
record NewOrder(
        Slot slot,
        long userId,
        String key,
        String bodyHash,
        Durability durability,
        Lines lines,
        Money total,
        String traceparent) {}
