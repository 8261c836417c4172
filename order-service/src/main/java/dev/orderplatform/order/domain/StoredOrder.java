package dev.orderplatform.order.domain;

import dev.orderplatform.contracts.OrderCreatedEvent;
import dev.orderplatform.contracts.OrderEvent;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All stored data of an order, read from its row or about to be written. Its events are derived from it and are
 * identical to those first published, except that the key and the hash are missing once their retention has expired.
 */
public record StoredOrder(Order order, Acceptance acceptance, History history) {

    /** An order that is accepted now: its history begins with PENDING. */
    public static StoredOrder accepted(long id, long userId, Lines lines, Money total, Acceptance acceptance) {
        StatusChange pending =
                new StatusChange(Status.PENDING, acceptance.at(), acceptance.region(), acceptance.epoch());
        return new StoredOrder(Order.accepted(id, userId, lines, total), acceptance, new History(List.of(pending)));
    }

    public long id() {
        return order.id();
    }

    /** The same order as the global transaction stores it. */
    public StoredOrder in(String xid) {
        return new StoredOrder(order, acceptance.in(xid), history);
    }

    /** Every event up to the current version. */
    public List<OrderEvent> events() {
        return IntStream.rangeClosed(1, history.version()).mapToObj(this::event).toList();
    }

    private OrderEvent event(int version) {
        StatusChange entry = history.of(version);
        return version == 1 ? created() : new OrderChange(order.at(version, entry.status()), entry).event();
    }

    public OrderCreatedEvent created() {
        return new OrderCreatedEvent(
                order.id(),
                order.userId(),
                1,
                acceptance.epoch(),
                acceptance.region(),
                acceptance.at(),
                acceptance.durability().name(),
                order.total().minor(),
                order.total().currency(),
                order.lines().asList(),
                acceptance.idempotencyKey(),
                acceptance.bodyHash());
    }
}
