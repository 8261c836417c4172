package dev.orderplatform.order.placing;

import dev.orderplatform.web.identity.UserId;
import dev.orderplatform.web.problem.ProblemException;
import dev.orderplatform.web.trace.TraceParent;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** POST /api/v1/orders. */
@RestController
class PlaceOrderController {
    private static final Pattern KEY = Pattern.compile("[\\x20-\\x7e]{1,128}");

    private final PlaceOrder placeOrder;
    private final PlacingProperties properties;

    PlaceOrderController(PlaceOrder placeOrder, PlacingProperties properties) {
        this.placeOrder = placeOrder;
        this.properties = properties;
    }

    @PostMapping(path = "/api/v1/orders", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Receipt>> place(
            UserId user,
            TraceParent trace,
            @RequestHeader HttpHeaders headers,
            @RequestBody PlaceOrderRequest request) {
        String key = key(headers.getOrEmpty(Refusal.KEY));
        Basket basket = request.validated();
        return Mono.fromFuture(() -> placeOrder.place(user.value(), key, basket, trace.value()), true)
                .timeout(properties.patience(), Mono.error(Refusal::unknownOutcome))
                .map(PlaceOrderController::answer);
    }

    private static String key(List<String> values) {
        if (values.size() != 1 || !KEY.matcher(values.getFirst()).matches()) {
            throw Refusal.badKey();
        }
        return values.getFirst();
    }

    private static ResponseEntity<Receipt> answer(Placement placement) {
        return switch (placement) {
            case Placement.Placed(Receipt receipt) ->
                ResponseEntity.created(URI.create("/api/v1/orders/" + receipt.orderId()))
                        .body(receipt);
            case Placement.Repeated(Receipt receipt) -> ResponseEntity.ok(receipt);
            case Placement.Refused(ProblemException reason) -> throw reason;
        };
    }
}
