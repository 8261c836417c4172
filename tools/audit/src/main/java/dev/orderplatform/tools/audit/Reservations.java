package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.RegionDatabases;
import java.util.Optional;
import java.util.Set;

/** Compares each order with the reservation that the inventory of its region keeps for it: state and lines. */
final class Reservations {

    private enum State {
        RESERVED,
        REJECTED,
        RELEASED,
        TOMBSTONE,
        WAITING
    }

    private static final long STATE_BITS = 7;
    private static final String RESERVATIONS = """
        SELECT order_id, status, coalesce(hashtextextended((
          SELECT string_agg(sku || '=' || quantity, ',' ORDER BY sku COLLATE "C")
          FROM unnest(skus, quantities) AS line(sku, quantity)), 0), 0)
        FROM t_reservation
        """;
    private static final String ORDERS = """
        SELECT order_id, o.status, hashtextextended((
          SELECT string_agg(sku || '=' || quantity, ',' ORDER BY sku COLLATE "C")
          FROM t_order_item_{n} i WHERE i.order_id = o.order_id), 0)
        FROM t_order_{n} o WHERE o.region = '{region}'
        """;

    private final RegionDatabases region;
    // Order id to the state, in the low bits, and a hash of the lines.
    private final OrderMap reservations = new OrderMap();

    Reservations(RegionDatabases region) {
        this.region = region;
    }

    void check(Findings findings) {
        region.inventory()
                .each(
                        RESERVATIONS,
                        row -> reservations.put(
                                row.getLong(1),
                                row.getLong(3) & ~STATE_BITS
                                        | (State.valueOf(row.getString(2)).ordinal() + 1)));
        region.eachTable(ORDERS.replace("{region}", region.region().name()), (_, row) -> {
            findings.checked(1);
            var orderId = row.getLong(1);
            compare(row.getString(2), reservations.get(orderId), row.getLong(3))
                    .ifPresent(breach -> findings.breach(orderId + ": " + breach));
            reservations.remove(orderId);
        });
        reservations.forEach((orderId, found) ->
                findings.breach(orderId + ": " + state(found).orElseThrow() + " in inventory, and no such order"));
    }

    private static Optional<String> compare(String order, long reservation, long lines) {
        var state = state(reservation);
        if (!allowed(order).contains(state)) {
            return Optional.of(
                    "order " + order + ", reservation " + state.map(State::name).orElse("missing"));
        }
        if (state.equals(Optional.of(State.RESERVED)) && (reservation & ~STATE_BITS) != (lines & ~STATE_BITS)) {
            return Optional.of("what is reserved differs from the order's lines");
        }
        return Optional.empty();
    }

    private static Set<Optional<State>> allowed(String order) {
        var none = Optional.<State>empty();
        return switch (order) {
            case "CONFIRMED", "PAID", "SHIPPED", "DELIVERED", "REFUND_PENDING" -> Set.of(Optional.of(State.RESERVED));
            case "REJECTED" -> Set.of(Optional.of(State.REJECTED));
            // Cancelled before or after inventory heard of it, or decided about it.
            case "CANCELLED" ->
                Set.of(Optional.of(State.RELEASED), Optional.of(State.TOMBSTONE), Optional.of(State.REJECTED));
            case "REFUNDED" -> Set.of(Optional.of(State.RELEASED));
            // Decided, and the order has not heard of it yet.
            case "PENDING" ->
                Set.of(none, Optional.of(State.WAITING), Optional.of(State.RESERVED), Optional.of(State.REJECTED));
            default -> Set.of(none);
        };
    }

    private static Optional<State> state(long reservation) {
        return reservation == 0 ? Optional.empty() : Optional.of(State.values()[(int) (reservation & STATE_BITS) - 1]);
    }
}
