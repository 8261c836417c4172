package dev.orderplatform.order.lifecycle.web;

import dev.orderplatform.order.lifecycle.ExpireOrders;
import dev.orderplatform.order.web.OrderPath;
import dev.orderplatform.web.blocking.Blocking;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** For {@code orderctl demo}, which can't wait for a payment window: needs a service token. */
@Hidden
@Profile("demo")
@RestController
class TimerController {
    private final ExpireOrders expireOrders;
    private final Blocking blocking;

    TimerController(ExpireOrders expireOrders, Blocking blocking) {
        this.expireOrders = expireOrders;
        this.blocking = blocking;
    }

    /** Ends the order's payment window; 404 if it does not wait for a payment, 421 if another region owns its slot. */
    @PostMapping("/internal/orders/{orderId}/timer/due")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> makeDue(@PathVariable String orderId) {
        long id = OrderPath.id(orderId);
        return blocking.call(() -> {
                    expireOrders.makeDue(id);
                    return true;
                })
                .then();
    }
}
