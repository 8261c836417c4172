package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.RegionDatabases;
import java.util.Optional;
import java.util.Set;

/** Compares each order's state and lines with its reservation in the inventory of its region. */
final class Reservations {

    private enum State {
        RESERVED,
        REJECTED,
        RELEASED,
        SOLD,
        RETURNED,
        TOMBSTONE,
        WAITING;

        /** Whether it holds, or held until it was returned, what the order asks for. */
        boolean hasLines() {
            return this == RESERVED || this == SOLD || this == RETURNED;
        }
    }

    /** Of the ordinal of the state plus 1; zero means no reservation. Their seven values are used up. */
    private static final long STATE_BITS = 7;

    private static final String RESERVATIONS = """
        SELECT order_id, status, coalesce(hashtextextended((
          SELECT string_agg(sku || '=' || quantity, ',' ORDER BY sku COLLATE "C")
          FROM unnest(skus, quantities) AS line(sku, quantity)), 0), 0)
        FROM t_reservation
        """;
    /** An order that was paid after its cancel counts as cancelled: it never sold anything. */
    private static final String ORDERS = """
        SELECT order_id, CASE WHEN refund ->> 'reason' = 'LATE_PAYMENT' THEN 'CANCELLED' ELSE o.status END, hashtextextended((
          SELECT string_agg(sku || '=' || quantity, ',' ORDER BY sku COLLATE "C")
          FROM t_order_item_{n} i WHERE i.order_id = o.order_id), 0)
        FROM t_order_{n} o WHERE o.region = '{region}'
        """;

    private final RegionDatabases region;
    // Order id → the state in the low bits and a hash of the lines.
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
                findings.breach(orderId + ": " + state(found).orElseThrow() + " in inventory, but no such order"));
    }

    private static Optional<String> compare(String order, long reservation, long lines) {
        var state = state(reservation);
        if (!allowed(order).contains(state)) {
            return Optional.of(
                    "order " + order + ", reservation " + state.map(State::name).orElse("missing"));
        }
        if (state.filter(State::hasLines).isPresent() && (reservation & ~STATE_BITS) != (lines & ~STATE_BITS)) {
            return Optional.of("the reservation differs from the order's lines");
        }
        return Optional.empty();
    }

    private static Set<Optional<State>> allowed(String order) {
        var none = Optional.<State>empty();
        return switch (order) {
            case "CONFIRMED" -> Set.of(Optional.of(State.RESERVED));
            case "PAID", "SHIPPED", "DELIVERED" -> Set.of(Optional.of(State.SOLD));
            case "REFUND_PENDING", "REFUNDED" -> Set.of(Optional.of(State.RETURNED));
            case "REJECTED" -> Set.of(Optional.of(State.REJECTED));
            // Cancelled before or after inventory received or decided the order.
            case "CANCELLED" ->
                Set.of(Optional.of(State.RELEASED), Optional.of(State.TOMBSTONE), Optional.of(State.REJECTED));
            // Inventory may have decided, with its event not applied to the order yet.
            case "PENDING" ->
                Set.of(none, Optional.of(State.WAITING), Optional.of(State.RESERVED), Optional.of(State.REJECTED));
            default -> Set.of(none);
        };
    }

    private static Optional<State> state(long reservation) {
        return reservation == 0 ? Optional.empty() : Optional.of(State.values()[(int) (reservation & STATE_BITS) - 1]);
    }
}
