package dev.orderplatform.order.lifecycle.web;

import dev.orderplatform.order.lifecycle.CancelOrder;
import dev.orderplatform.order.storage.Orders;
import dev.orderplatform.order.web.OrderPath;
import dev.orderplatform.order.web.OrderView;
import dev.orderplatform.telemetry.TraceParent;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.identity.UserId;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** POST /api/v1/orders/{orderId}/cancel. */
@RestController
class CancelOrderController {
    private final CancelOrder cancelOrder;
    private final Orders orders;
    private final Blocking blocking;

    CancelOrderController(CancelOrder cancelOrder, Orders orders, Blocking blocking) {
        this.cancelOrder = cancelOrder;
        this.orders = orders;
        this.blocking = blocking;
    }

    @Operation(operationId = "cancelOrder", summary = "Cancels an order that is not shipped yet")
    @PostMapping("/api/v1/orders/{orderId}/cancel")
    Mono<OrderView> cancel(UserId user, TraceParent trace, @PathVariable String orderId) {
        long id = OrderPath.id(orderId);
        return blocking.call(() -> {
            cancelOrder.cancel(user.value(), id, trace.value());
            return OrderView.of(orders.get(user.value(), id));
        });
    }
}
