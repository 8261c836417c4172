package dev.orderplatform.order.republishing.web;

import dev.orderplatform.order.republishing.RepublishOrders;
import dev.orderplatform.order.republishing.Republished;
import dev.orderplatform.order.republishing.UnknownOrders;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.SortedSet;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** For {@code orderctl resync}: needs a service token, and the gateway has no route to it. */
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
     * @param orders the result for each order, sorted by id
     */
    record Answer(List<Republished> orders) {}

    /** Publishes the events of 1..100 orders again: all of them, or none on 404 and 421. */
    @PostMapping(path = "/internal/orders/events", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Answer> republish(@RequestBody RepublishRequest request) {
        var orders = request.orders();
        return blocking.call(() -> new Answer(republish(orders, request.ofAnyAge())));
    }

    private List<Republished> republish(SortedSet<Long> orders, boolean anyAge) {
        try {
            return republishOrders.republish(orders, anyAge);
        } catch (UnknownOrders e) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "There is no such order; nothing was published.")
                    .with("orderIds", e.orderIds().stream().map(String::valueOf).toList());
        }
    }
}
