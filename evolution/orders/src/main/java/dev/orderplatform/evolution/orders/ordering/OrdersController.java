package dev.orderplatform.evolution.orders.ordering;

import dev.orderplatform.evolution.orders.ordering.OrderView.Receipt;
import dev.orderplatform.evolution.orders.storage.Order;
import dev.orderplatform.evolution.orders.storage.Orders;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.identity.UserId;
import dev.orderplatform.web.paging.Cursor;
import dev.orderplatform.web.paging.Page;
import dev.orderplatform.web.paging.PageLimit;
import dev.orderplatform.web.problem.ProblemException;
import jakarta.validation.Valid;
import java.net.URI;
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
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/orders")
final class OrdersController {
    private static final String KEY = "Idempotency-Key";
    private static final Pattern KEY_FORM = Pattern.compile("[\\x20-\\x7e]{1,128}");

    private final PlaceOrder placeOrder;
    private final CancelOrder cancelOrder;
    private final Orders orders;
    private final Blocking blocking;

    OrdersController(PlaceOrder placeOrder, CancelOrder cancelOrder, Orders orders, Blocking blocking) {
        this.placeOrder = placeOrder;
        this.cancelOrder = cancelOrder;
        this.orders = orders;
        this.blocking = blocking;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Receipt>> place(
            UserId user, @RequestHeader HttpHeaders headers, @Valid @RequestBody OrderRequest request) {
        String key = key(headers.getOrEmpty(KEY));
        request.requireFulfillable();
        return blocking.call(() -> answer(placeOrder.place(user.value(), key, request)));
    }

    @GetMapping("/{orderId}")
    Mono<OrderView> get(UserId user, @PathVariable long orderId) {
        return blocking.call(() -> OrderView.of(own(user, orderId)));
    }

    @GetMapping
    Mono<Page<OrderView>> list(
            UserId user,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = PageLimit.of(limit).items();
        long before = Cursor.decode(cursor, Long::parseLong).orElse(Long.MAX_VALUE);
        // One extra row shows whether there is a next page.
        return blocking.call(() -> Page.of(orders.page(user.value(), before, size + 1), size, Order::id)
                .map(OrderView::of));
    }

    @PostMapping("/{orderId}/cancel")
    Mono<OrderView> cancel(UserId user, @PathVariable long orderId) {
        return blocking.call(() -> OrderView.of(cancelled(own(user, orderId))));
    }

    private Order cancelled(Order order) {
        try {
            return cancelOrder.cancel(order);
        } catch (Order.IllegalTransition _) {
            throw new ProblemException(HttpStatus.CONFLICT, "The order's state does not allow that.");
        }
    }

    private Order own(UserId user, long orderId) {
        return orders.find(orderId)
                .filter(order -> order.userId() == user.value())
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "There is no such order."));
    }

    private static ResponseEntity<Receipt> answer(PlaceOrder.Placed placed) {
        Receipt receipt = Receipt.of(placed.order());
        return placed.repeated()
                ? ResponseEntity.ok(receipt)
                : ResponseEntity.created(URI.create("/api/v1/orders/" + receipt.orderId()))
                        .body(receipt);
    }

    private static String key(List<String> values) {
        if (values.size() != 1 || !KEY_FORM.matcher(values.getFirst()).matches()) {
            throw ProblemException.badField(KEY, "must be given once, 1 to 128 printable ASCII characters");
        }
        return values.getFirst();
    }
}
