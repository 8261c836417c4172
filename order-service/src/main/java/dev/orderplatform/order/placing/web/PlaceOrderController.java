package dev.orderplatform.order.placing.web;

import dev.orderplatform.ids.Slot;
import dev.orderplatform.order.placing.Basket;
import dev.orderplatform.order.placing.PlaceOrder;
import dev.orderplatform.order.placing.PlacedOrder;
import dev.orderplatform.order.placing.Placement;
import dev.orderplatform.order.placing.PlacementError;
import dev.orderplatform.order.placing.PlacingProperties;
import dev.orderplatform.regions.web.OwnershipFilter;
import dev.orderplatform.telemetry.TraceParent;
import dev.orderplatform.web.identity.UserId;
import dev.orderplatform.web.openapi.IdempotencyKeyHeader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** POST /api/v1/orders. */
@RestController
class PlaceOrderController {
    private static final Pattern KEY = Pattern.compile("[\\x20-\\x7e]{1,128}");

    private static final Placement OUTCOME_UNKNOWN = new Placement.Refused(PlacementError.Simple.OUTCOME_UNKNOWN);

    private final PlaceOrder placeOrder;
    private final PlacingProperties properties;

    PlaceOrderController(PlaceOrder placeOrder, PlacingProperties properties) {
        this.placeOrder = placeOrder;
        this.properties = properties;
    }

    @Operation(operationId = "placeOrder", summary = "Places an order")
    @IdempotencyKeyHeader
    @ApiResponse(responseCode = "201", description = "Created")
    @ApiResponse(responseCode = "200", description = "Repeated: the answer to the first request")
    @PostMapping(path = "/api/v1/orders", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<PlacedOrder>> place(
            UserId user,
            @RequestAttribute(OwnershipFilter.SLOT) Slot slot,
            TraceParent trace,
            @RequestHeader HttpHeaders headers,
            @RequestBody PlaceOrderRequest request) {
        String key = key(headers.getOrEmpty(PlacementProblems.KEY));
        Basket basket = request.validated();
        return Mono.fromFuture(() -> placeOrder.place(slot, user.value(), key, basket, trace.value()), true)
                .timeout(properties.timeout(), Mono.just(OUTCOME_UNKNOWN))
                .map(PlaceOrderController::answer);
    }

    private static String key(List<String> values) {
        if (values.size() != 1 || !KEY.matcher(values.getFirst()).matches()) {
            throw PlacementProblems.badKey();
        }
        return values.getFirst();
    }

    private static ResponseEntity<PlacedOrder> answer(Placement placement) {
        return switch (placement) {
            case Placement.Placed(PlacedOrder order) ->
                ResponseEntity.created(URI.create("/api/v1/orders/" + order.orderId()))
                        .body(order);
            case Placement.Repeated(PlacedOrder order) -> ResponseEntity.ok(order);
            case Placement.Refused(PlacementError error) -> throw PlacementProblems.of(error);
        };
    }
}
