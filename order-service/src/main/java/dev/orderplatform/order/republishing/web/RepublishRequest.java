package dev.orderplatform.order.republishing.web;

import dev.orderplatform.order.web.OrderPath;
import dev.orderplatform.web.problem.ProblemException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The body of POST /internal/orders/events.
 *
 * @param orderIds 1..100
 * @param anyAge also events that consumers may no longer recognise as duplicates; false by default
 */
record RepublishRequest(
        @Nullable List<@Nullable String> orderIds, @Nullable Boolean anyAge) {
    /** Bounds the number of locks and the duration of one transaction. */
    static final int MAX_ORDERS = 100;

    /**
     * The distinct orders, sorted by id.
     *
     * @throws dev.orderplatform.order.domain.OrderNotFound when a value is not an order id
     */
    SortedSet<Long> orders() {
        if (orderIds == null || orderIds.isEmpty() || orderIds.size() > MAX_ORDERS) {
            throw ProblemException.badField("orderIds", "must have 1 to " + MAX_ORDERS + " entries");
        }
        SortedSet<Long> orders = new TreeSet<>();
        for (int i = 0; i < orderIds.size(); i++) {
            String id = orderIds.get(i);
            if (id == null) {
                throw ProblemException.badField("orderIds[" + i + "]", "must not be null");
            }
            orders.add(OrderPath.id(id));
        }
        return orders;
    }

    boolean ofAnyAge() {
        return anyAge != null && anyAge;
    }
}
