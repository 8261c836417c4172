package dev.orderplatform.order.storage;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.OrderCreatedEvent;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.contracts.OrderPaidEvent;
import dev.orderplatform.contracts.OrderRefundRequestedEvent;
import dev.orderplatform.contracts.OrderRejectedEvent;
import dev.orderplatform.order.PaymentWindow;
import dev.orderplatform.order.domain.Transition;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Consecutive events of one order, written as one change of its row. Its JSON has the names of the table's columns.
 *
 * @param events never empty
 */
public record ReplicaChange(List<OrderEvent> events) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The creation, if it is the first event. */
    Optional<OrderCreatedEvent> created() {
        return events.getFirst() instanceof OrderCreatedEvent event ? Optional.of(event) : Optional.empty();
    }

    /** Rows of t_order. Without a creation event, they contain only the changed columns. */
    static String rows(Collection<ReplicaChange> changes) {
        ArrayNode rows = JSON.createArrayNode();
        changes.forEach(change -> rows.add(change.row()));
        return rows.toString();
    }

    static TimerChanges timers(Collection<ReplicaChange> changes, PaymentWindow window) {
        TimerChanges timers = new TimerChanges(window);
        changes.forEach(change -> timers.add(
                change.events.getFirst().orderId(),
                change.events.stream().map(Transition::statusAfter).toList()));
        return timers;
    }

    /** Rows of t_order_item. */
    static String lines(Collection<ReplicaChange> changes) {
        ArrayNode rows = JSON.createArrayNode();
        changes.stream().flatMap(change -> change.created().stream()).forEach(created -> {
            int number = 0;
            for (Line line : created.lines()) {
                rows.addObject()
                        .put("order_id", created.orderId())
                        .put("line_no", ++number)
                        .put("user_id", created.userId())
                        .put("sku", line.sku())
                        .put("quantity", line.quantity())
                        .put("price_minor", line.priceMinor());
            }
        });
        return rows.toString();
    }

    private ObjectNode row() {
        OrderEvent last = events.getLast();
        ObjectNode row = JSON.createObjectNode()
                .put("order_id", last.orderId())
                .put("user_id", last.userId())
                .put("status", Transition.statusAfter(last).name())
                .put("version", last.version());
        ArrayNode history = row.putArray("history");
        for (OrderEvent event : events) {
            history.addObject()
                    .put("status", Transition.statusAfter(event).name())
                    .put("at", event.at().toString())
                    .put("region", event.region())
                    .put("epoch", event.epoch());
        }
        events.forEach(event -> describe(event, row));
        created().ifPresent(created -> describe(created, row));
        return row;
    }

    /** The data that a transition adds to an order. */
    private static void describe(OrderEvent event, ObjectNode row) {
        switch (event) {
            case OrderRejectedEvent rejected -> row.set("rejection", JSON.valueToTree(rejected.rejection()));
            case OrderPaidEvent paid -> row.put("payment_id", paid.paymentId());
            case OrderRefundRequestedEvent requested ->
                row.putObject("refund")
                        .put("refundId", requested.refundId())
                        .put("paymentId", requested.paymentId())
                        .put("amountMinor", requested.amountMinor())
                        .put("currency", requested.currency())
                        .put("reason", requested.reason());
            default -> {}
        }
    }

    private static void describe(OrderCreatedEvent created, ObjectNode row) {
        row.put("region", created.region())
                .put("epoch", created.epoch())
                .put("durability", created.durability())
                .put("total_minor", created.totalMinor())
                .put("currency", created.currency())
                .put("created_at", created.at().toString());
        if (!created.idempotencyKey().isEmpty()) {
            row.put("idempotency_key", created.idempotencyKey()).put("body_hash", created.bodyHash());
        }
    }
}
