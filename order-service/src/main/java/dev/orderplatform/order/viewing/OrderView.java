package dev.orderplatform.order.viewing;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.Rejection;
import dev.orderplatform.order.domain.Durability;
import dev.orderplatform.order.domain.Order;
import dev.orderplatform.order.domain.Status;
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

    public static OrderView of(Order order) {
        return new OrderView(
                order.id(),
                order.status(),
                order.region(),
                order.durability(),
                order.xid(),
                order.totalMinor(),
                order.currency(),
                order.createdAt(),
                order.lifecycle().version(),
                order.rejection(),
                order.lines().stream().map(LineView::of).toList(),
                order.history().stream().map(StatusChange::of).toList());
    }

    /**
     * An order id of a path.
     *
     * @throws OrderNotFound when it has not the form of one
     */
    public static long parseId(String orderId) {
        if (!orderId.matches("[0-9]{1,19}")) {
            throw new OrderNotFound();
        }
        try {
            return Long.parseLong(orderId);
        } catch (NumberFormatException _) {
            throw new OrderNotFound(); // more than 63 bits
        }
    }
}
