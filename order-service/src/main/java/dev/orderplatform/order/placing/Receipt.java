package dev.orderplatform.order.placing;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.orderplatform.order.domain.Status;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/** The answer to a placed order, the same however often it is asked for. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(name = "PlacedOrder")
record Receipt(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId,
        Status status,
        String region,
        long totalMinor,
        String currency,
        Instant createdAt,
        Optional<String> xid) {}
