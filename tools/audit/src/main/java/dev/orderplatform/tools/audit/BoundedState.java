package dev.orderplatform.tools.audit;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A state in which no order may stay for long, and the parts without which it stays there. */
enum BoundedState {

    /** Until stock is reserved. An order that is short of stock waits for the other regions as well. */
    PENDING("", """
        SELECT order_id, created_at AS since,
               CASE WHEN status <> 'PENDING' THEN (history -> 1 ->> 'at')::timestamptz END AS until
        FROM t_order_{n} WHERE region = '{region}' AND status <> 'UNDECIDED'
        """),

    /** Until the payment window is over. Without a timer there is no bound. */
    CONFIRMED(" after its payment window", """
        SELECT order_id, due_at AS since, NULL::timestamptz AS until
        FROM t_order_{n} JOIN t_timer_{n} USING (order_id) WHERE region = '{region}' AND status = 'CONFIRMED'
        """),

    /** Until the carrier has booked all parcels. */
    PAID(
            " before its parcels were booked",
            inHistory("PAID", "'PAID', 'SHIPPED', 'DELIVERED', 'REFUND_PENDING', 'REFUNDED'")),

    /** Until the provider has executed the refund. */
    REFUND_PENDING("", inHistory("REFUND_PENDING", "'REFUND_PENDING', 'REFUNDED'"));

    private final String condition;
    private final String waits;

    BoundedState(String condition, String waits) {
        this.condition = condition;
        this.waits = waits;
    }

    private static String inHistory(String state, String laterStates) {
        return """
            SELECT order_id, (entry ->> 'at')::timestamptz AS since, (history -> n::int ->> 'at')::timestamptz AS until
            FROM t_order_{n}, jsonb_array_elements(history) WITH ORDINALITY AS entries (entry, n)
            WHERE region = '{region}' AND status IN ({later}) AND entry ->> 'status' = '{state}'
            """.replace("{later}", laterStates).replace("{state}", state);
    }

    /** What is said about the waiting time, after it. */
    String condition() {
        return condition;
    }

    /** Selects order_id, since and until of all orders; until is null if the order is still waiting. */
    String waits() {
        return waits;
    }

    /** The parts of the region, of all regions, and of none that are needed to leave the state. */
    Set<String> parts(String region, List<String> regions) {
        var parts = new HashSet<>(Set.of("order-service-" + region, "postgres-" + region, "postgres-global"));
        switch (this) {
            case PENDING -> {
                parts.addAll(Set.of("kafka-" + region, "seata"));
                regions.forEach(any -> parts.addAll(Set.of("inventory-service-" + any, "postgres-" + any)));
            }
            case CONFIRMED -> {} // the timer is in order-service's own database
            case PAID -> parts.addAll(Set.of("kafka-" + region, "logistics-service-" + region, Ledgers.CARRIER));
            case REFUND_PENDING ->
                parts.addAll(Set.of("kafka-" + region, "payment-service-" + region, Ledgers.PROVIDER));
        }
        return parts;
    }

    /** Whose heartbeats show that those parts worked. */
    Set<String> heartbeats(String region) {
        return switch (this) {
            case PENDING, CONFIRMED -> Set.of(region);
            case PAID -> Set.of(region, "logistics-service-" + region);
            case REFUND_PENDING -> Set.of(region, "payment-service-" + region);
        };
    }

    /** When a simulator had faults that delay orders in this state. */
    TimeIntervals faults(Ledgers ledgers) {
        return switch (this) {
            case PENDING, CONFIRMED -> new TimeIntervals();
            case PAID -> ledgers.carrier().faults().intervals();
            case REFUND_PENDING -> ledgers.provider().faults().intervals();
        };
    }
}
