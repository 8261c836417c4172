package dev.orderplatform.order.lifecycle;

import dev.orderplatform.contracts.Rejection;
import dev.orderplatform.order.domain.Lifecycle;
import dev.orderplatform.order.domain.Status;
import java.util.Optional;

/**
 * A step that an order is to take.
 *
 * @param target CONFIRMED, REJECTED or CANCELLED
 * @param traceparent W3C trace context of what wants it
 */
record WantedStep(long orderId, Status target, Optional<Rejection> rejection, Optional<String> traceparent) {

    static WantedStep confirm(long orderId, Optional<String> traceparent) {
        return new WantedStep(orderId, Status.CONFIRMED, Optional.empty(), traceparent);
    }

    static WantedStep reject(long orderId, Rejection rejection, Optional<String> traceparent) {
        return new WantedStep(orderId, Status.REJECTED, Optional.of(rejection), traceparent);
    }

    static WantedStep cancel(long orderId, Optional<String> traceparent) {
        return new WantedStep(orderId, Status.CANCELLED, Optional.empty(), traceparent);
    }

    /** @throws dev.orderplatform.order.domain.IllegalTransition where the state does not lead there */
    Lifecycle from(Lifecycle present) {
        return switch (target) {
            case CONFIRMED -> present.confirm();
            case REJECTED -> present.reject();
            case CANCELLED -> present.cancel();
            default -> throw new IllegalStateException("no step leads to " + target);
        };
    }
}
