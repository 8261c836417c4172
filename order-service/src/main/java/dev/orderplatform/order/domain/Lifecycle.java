package dev.orderplatform.order.domain;

import java.util.EnumSet;
import java.util.Set;

/**
 * The part of an order that changes. Each step returns the next state and guards itself.
 *
 * @param version grows by one with each change, from 1
 */
public record Lifecycle(long orderId, long userId, Status status, int version) {
    private static final Set<Status> BEFORE_CONFIRMATION = EnumSet.of(Status.PENDING);
    private static final Set<Status> CANCELLABLE = EnumSet.of(Status.PENDING, Status.CONFIRMED);

    /** Stock is reserved. */
    public Lifecycle confirm() {
        return become(Status.CONFIRMED, BEFORE_CONFIRMATION);
    }

    /** Stock can't be had. */
    public Lifecycle reject() {
        return become(Status.REJECTED, BEFORE_CONFIRMATION);
    }

    /** The customer doesn't want it any more. */
    public Lifecycle cancel() {
        return become(Status.CANCELLED, CANCELLABLE);
    }

    private Lifecycle become(Status next, Set<Status> allowed) {
        if (!allowed.contains(status)) {
            throw new IllegalTransition(orderId, status, next);
        }
        return new Lifecycle(orderId, userId, next, version + 1);
    }
}
