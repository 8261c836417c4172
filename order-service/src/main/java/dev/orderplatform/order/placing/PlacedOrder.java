package dev.orderplatform.order.placing;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.orderplatform.order.domain.Acceptance;
import dev.orderplatform.order.domain.Money;
import dev.orderplatform.order.domain.Status;
import dev.orderplatform.order.domain.StoredOrder;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/** The response to an order request. Every retry gets the same one. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(name = "PlacedOrder")
public record PlacedOrder(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId,
        Status status,
        String region,
        long totalMinor,
        String currency,
        Instant createdAt,
        Optional<String> xid) {

    static PlacedOrder of(StoredOrder order) {
        Acceptance acceptance = order.acceptance();
        Money total = order.order().total();
        return new PlacedOrder(
                order.id(),
                Status.PENDING,
                acceptance.region(),
                total.minor(),
                total.currency(),
                acceptance.at(),
                acceptance.xid());
    }
}
