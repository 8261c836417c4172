package dev.orderplatform.monolith.orders;

import dev.orderplatform.monolith.catalogue.Prices;
import dev.orderplatform.monolith.identity.UserId;
import dev.orderplatform.monolith.problem.Page;
import dev.orderplatform.monolith.problem.Refusal;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/orders")
class OrdersController {
    private static final String KEY = "Idempotency-Key";
    private static final Pattern KEY_FORM = Pattern.compile("[\\x20-\\x7e]{1,128}");

    private final PlaceOrder placeOrder;
    private final CancelOrder cancelOrder;
    private final ReadOrders readOrders;
    private final Prices prices;

    OrdersController(PlaceOrder placeOrder, CancelOrder cancelOrder, ReadOrders readOrders, Prices prices) {
        this.placeOrder = placeOrder;
        this.cancelOrder = cancelOrder;
        this.readOrders = readOrders;
        this.prices = prices;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Receipt> place(
            Principal caller, @RequestHeader HttpHeaders headers, @RequestBody PlaceOrderRequest request) {
        String key = key(headers.getOrEmpty(KEY));
        PricedBasket basket = PricedBasket.of(request.validated(), prices);
        PlaceOrder.Placed placed = placeOrder.place(UserId.of(caller).value(), key, basket);
        Receipt receipt = Receipt.of(placed.order());
        return placed.repeated()
                ? ResponseEntity.ok(receipt)
                : ResponseEntity.created(URI.create("/api/v1/orders/" + receipt.orderId()))
                        .body(receipt);
    }

    @GetMapping("/{orderId}")
    OrderView get(Principal caller, @PathVariable String orderId) {
        return readOrders.get(UserId.of(caller).value(), id(orderId));
    }

    @GetMapping
    Page<OrderView> list(
            Principal caller,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return readOrders.page(UserId.of(caller).value(), Page.position(cursor), Page.limit(limit));
    }

    @PostMapping("/{orderId}/cancel")
    OrderView cancel(Principal caller, @PathVariable String orderId) {
        return cancelOrder.cancel(UserId.of(caller).value(), id(orderId));
    }

    private static String key(List<String> values) {
        if (values.size() != 1 || !KEY_FORM.matcher(values.getFirst()).matches()) {
            throw Refusal.badField(KEY, "must be given once, 1 to 128 printable ASCII characters");
        }
        return values.getFirst();
    }

    private static long id(String orderId) {
        if (!orderId.matches("[0-9]{1,18}")) {
            throw new Refusal(HttpStatus.NOT_FOUND, "There is no such order.");
        }
        return Long.parseLong(orderId);
    }
}
