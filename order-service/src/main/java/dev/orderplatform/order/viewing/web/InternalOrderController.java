package dev.orderplatform.order.viewing.web;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.order.domain.Order;
import dev.orderplatform.order.domain.OrderNotFound;
import dev.orderplatform.order.domain.Status;
import dev.orderplatform.order.domain.StoredOrder;
import dev.orderplatform.order.storage.Orders;
import dev.orderplatform.order.web.OrderPath;
import dev.orderplatform.regions.OwnedSlots;
import dev.orderplatform.web.blocking.Blocking;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** For other services: needs a service token, and the gateway has no route to it. */
@Hidden
@RestController
class InternalOrderController {
    private final Orders orders;
    private final OwnedSlots slots;
    private final Blocking blocking;

    InternalOrderController(Orders orders, OwnedSlots slots, Blocking blocking) {
        this.orders = orders;
        this.slots = slots;
        this.blocking = blocking;
    }

    /** What another service needs to know of an order. */
    record InternalOrder(
            @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId,
            long userId,
            Status status,
            long totalMinor,
            String currency) {

        static InternalOrder of(StoredOrder stored) {
            Order order = stored.order();
            return new InternalOrder(
                    order.id(),
                    order.userId(),
                    order.status(),
                    order.total().minor(),
                    order.total().currency());
        }
    }

    /** The order as of now; 404 if there is none or it is not decided yet, 421 if another region owns its slot. */
    @GetMapping("/internal/orders/{orderId}")
    Mono<InternalOrder> get(@PathVariable String orderId) {
        long id = OrderPath.id(orderId);
        slots.require(OrderId.slot(id)); // A replica may be behind.
        return blocking.call(() -> InternalOrder.of(orders.find(id).orElseThrow(OrderNotFound::new)));
    }
}
