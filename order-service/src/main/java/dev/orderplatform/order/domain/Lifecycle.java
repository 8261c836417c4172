package dev.orderplatform.order.domain;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The part of an order that changes. Each step returns the next state and guards itself.
 *
 * @param version grows by one with each change, from 1
 */
public record Lifecycle(long orderId, long userId, Status status, int version) {
    /** From which states one comes to a state. */
    private static final Map<Status, Set<Status>> SOURCES = Map.of(
            Status.PENDING, EnumSet.of(Status.UNDECIDED),
            Status.CONFIRMED, EnumSet.of(Status.PENDING),
            Status.REJECTED, EnumSet.of(Status.PENDING),
            Status.CANCELLED, EnumSet.of(Status.PENDING, Status.CONFIRMED));

    /** Stock is reserved. */
    public Lifecycle confirm() {
        return become(Status.CONFIRMED);
    }

    /** Stock can't be had. */
    public Lifecycle reject() {
        return become(Status.REJECTED);
    }

    /** The customer doesn't want it any more. */
    public Lifecycle cancel() {
        return become(Status.CANCELLED);
    }

    private Lifecycle become(Status next) {
        if (!sources(next).contains(status)) {
            throw new IllegalTransition(orderId, status, next, leads(status, next));
        }
        return new Lifecycle(orderId, userId, next, version + 1);
    }

    /** Whether an order in this state may yet come to that one, by whatever steps. */
    private static boolean leads(Status from, Status to) {
        return sources(to).stream().anyMatch(source -> source == from || leads(from, source));
    }

    private static Set<Status> sources(Status status) {
        return SOURCES.getOrDefault(status, Set.of());
    }
}
