package dev.orderplatform.order.web;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.Rejection;
import dev.orderplatform.order.domain.Acceptance;
import dev.orderplatform.order.domain.Durability;
import dev.orderplatform.order.domain.Order;
import dev.orderplatform.order.domain.Status;
import dev.orderplatform.order.domain.StoredOrder;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An order as its owner sees it. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(name = "Order")
public record OrderView(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId,
        Status status,
        String region,
        Durability durability,
        Optional<String> xid,
        long totalMinor,
        String currency,
        Instant createdAt,
        int version,
        Optional<Rejection> rejection,
        List<LineView> lines,
        List<StatusChange> history) {

    /** As the customer sees it. */
    @Schema(name = "OrderLine")
    public record LineView(String sku, int quantity, long priceMinor) {

        static LineView of(Line line) {
            return new LineView(line.sku(), line.quantity(), line.priceMinor());
        }
    }

    /** One entry of the history. */
    @Schema(name = "OrderStatusChange")
    public record StatusChange(Status status, Instant at) {

        static StatusChange of(dev.orderplatform.order.domain.StatusChange change) {
            return new StatusChange(change.status(), change.at());
        }
    }

    public static OrderView of(StoredOrder stored) {
        Order order = stored.order();
        Acceptance acceptance = stored.acceptance();
        return new OrderView(
                order.id(),
                order.status(),
                acceptance.region(),
                acceptance.durability(),
                acceptance.xid(),
                order.total().minor(),
                order.total().currency(),
                acceptance.at(),
                order.version(),
                order.rejection(),
                order.lines().asList().stream().map(LineView::of).toList(),
                stored.history().changes().stream().map(StatusChange::of).toList());
    }
}
