package dev.orderplatform.order.republishing;

import dev.orderplatform.web.blocking.Blocking;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** For operators, by {@code orderctl resync}: needs a service's token, and the gateway has no route here. */
@Hidden
@RestController
class RepublishController {
    private final RepublishOrders republishOrders;
    private final Blocking blocking;

    RepublishController(RepublishOrders republishOrders, Blocking blocking) {
        this.republishOrders = republishOrders;
        this.blocking = blocking;
    }

    /**
     * The answer.
     *
     * @param orders what became of each, in the order of their ids
     */
    record Answer(List<Republished> orders) {}

    /** Publishes the events of 1..100 orders again: all of them, or none on 404 and 421. */
    @PostMapping(path = "/internal/orders/events", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Answer> republish(@RequestBody RepublishRequest request) {
        var orders = request.orders();
        return blocking.call(() -> new Answer(republishOrders.republish(orders, request.ofAnyAge())));
    }
}
