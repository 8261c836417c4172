package dev.orderplatform.order.domain;

import dev.orderplatform.contracts.Rejection;
import java.util.Optional;

/**
 * An order as a transition sees it: what was ordered, and its current status.
 *
 * @param version grows by one with each transition, from 1
 * @param rejection present exactly when it is REJECTED
 */
public record Order(
        long id, long userId, Status status, int version, Lines lines, Money total, Optional<Rejection> rejection) {

    /** Stock is reserved. */
    public Order confirm() {
        return after(Transition.CONFIRM, Optional.empty());
    }

    /** Stock could not be reserved. */
    public Order reject(Rejection reason) {
        return after(Transition.REJECT, Optional.of(reason));
    }

    /** The customer cancelled it. */
    public Order cancel() {
        return after(Transition.CANCEL, Optional.empty());
    }

    /** The same order at a given version. */
    Order at(int version, Status status) {
        return new Order(id, userId, status, version, lines, total, rejection);
    }

    private Order after(Transition transition, Optional<Rejection> reason) {
        if (!transition.isAllowedFrom(status)) {
            throw new IllegalTransition(id, status, transition);
        }
        return new Order(id, userId, transition.target(), version + 1, lines, total, reason);
    }
}
