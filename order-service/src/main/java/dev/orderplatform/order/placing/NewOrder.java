package dev.orderplatform.order.placing;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.order.domain.Durability;
import java.util.List;

/**
 * An order on its way to be stored; its id comes last, so that ids grow in the order of the writes.
 *
 * @param bodyHash of what was asked, to tell a retry from another wish under the same key
 * @param traceparent W3C trace context of the request
 */
record NewOrder(
        long userId,
        String key,
        byte[] bodyHash,
        Durability durability,
        long totalMinor,
        String currency,
        List<Line> lines,
        String traceparent) {}
