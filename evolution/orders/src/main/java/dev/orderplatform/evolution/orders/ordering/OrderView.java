package dev.orderplatform.evolution.orders.ordering;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.Rejection;
import dev.orderplatform.evolution.orders.storage.Order;
import dev.orderplatform.evolution.orders.storage.Order.StatusChange;
import dev.orderplatform.evolution.orders.storage.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An order as its owner sees it. The API shows the region; this stage has one. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record OrderView(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId,
        Status status,
        String region,
        String durability,
        long totalMinor,
        String currency,
        Instant createdAt,
        int version,
        Optional<Rejection> rejection,
        List<Line> lines,
        List<StatusChange> history) {

    /** The response to an order request. Every retry gets the same one. */
    record Receipt(
            @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId,
            Status status,
            String region,
            long totalMinor,
            String currency,
            Instant createdAt) {

        static Receipt of(Order order) {
            return new Receipt(
                    order.id(),
                    order.decision(),
                    Order.REGION,
                    order.totalMinor(),
                    order.currency(),
                    order.createdAt());
        }
    }

    static OrderView of(Order order) {
        return new OrderView(
                order.id(),
                order.status(),
                Order.REGION,
                "REGION",
                order.totalMinor(),
                order.currency(),
                order.createdAt(),
                order.version(),
                order.rejection(),
                order.lines(),
                order.history());
    }
}
