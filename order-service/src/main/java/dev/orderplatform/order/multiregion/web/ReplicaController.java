package dev.orderplatform.order.multiregion.web;

import dev.orderplatform.globaltransactions.Xid;
import dev.orderplatform.order.domain.StoredOrder;
import dev.orderplatform.order.multiregion.UndecidedOrder;
import dev.orderplatform.order.multiregion.UndecidedOrders;
import dev.orderplatform.postgres.TransactionException;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Called by the other region only: needs a service token, and the gateway has no route to it. */
@Hidden
@RestController
@ConditionalOnProperty("platform.global.enabled")
class ReplicaController {
    private final UndecidedOrders orders;
    private final Blocking blocking;

    ReplicaController(UndecidedOrders orders, Blocking blocking) {
        this.orders = orders;
        this.blocking = blocking;
    }

    /** Writes the order as a branch of the caller's transaction; 409 if the order or its key already exists. */
    @PostMapping(UndecidedOrder.PATH)
    Mono<ResponseEntity<Void>> write(@RequestHeader(Xid.HEADER) String xid, @RequestBody UndecidedOrder order) {
        if (!Xid.isValid(xid)) {
            throw ProblemException.badField(Xid.HEADER, "is no id of a transaction");
        }
        return blocking.call(() -> Xid.bound(xid, () -> {
            insert(order.in(xid));
            return ResponseEntity.noContent().<Void>build();
        }));
    }

    private void insert(StoredOrder order) {
        try {
            orders.insert(order);
        } catch (TransactionException e) {
            if (e.isDuplicate()) {
                throw new ProblemException(HttpStatus.CONFLICT, "The order or its key is there already.");
            }
            throw e;
        }
    }

    /** 204 when the order is stored here, decided or not; 404 when it is not. */
    @GetMapping(UndecidedOrder.PATH + "/{orderId}")
    Mono<ResponseEntity<Void>> find(@PathVariable long orderId) {
        return blocking.call(() -> orders.holds(orderId)
                ? ResponseEntity.noContent().<Void>build()
                : ResponseEntity.notFound().<Void>build());
    }
}
