package dev.orderplatform.monolith.orders;

import dev.orderplatform.monolith.problem.Page;
import dev.orderplatform.monolith.problem.Refusal;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads a customer's orders. */
@Component
@Transactional(readOnly = true)
class ReadOrders {
    private final Orders orders;

    ReadOrders(Orders orders) {
        this.orders = orders;
    }

    OrderView get(long userId, long orderId) {
        return orders.findByIdAndUserId(orderId, userId)
                .map(PurchaseOrder::view)
                .orElseThrow(() -> new Refusal(HttpStatus.NOT_FOUND, "There is no such order."));
    }

    Page<OrderView> page(long userId, long before, int limit) {
        var found = orders.findByUserIdAndIdLessThanOrderByIdDesc(userId, before, Limit.of(limit + 1));
        return Page.of(found, limit, PurchaseOrder::id, PurchaseOrder::view);
    }
}
