package dev.orderplatform.order.viewing.web;

import dev.orderplatform.order.domain.Parcel;
import dev.orderplatform.order.domain.StoredOrder;
import dev.orderplatform.order.storage.Orders;
import dev.orderplatform.order.web.OrderPath;
import dev.orderplatform.order.web.OrderView;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.identity.UserId;
import dev.orderplatform.web.paging.Cursor;
import dev.orderplatform.web.paging.Page;
import dev.orderplatform.web.paging.PageLimit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** GET /api/v1/orders: one order, a page of orders, a stream of changes. */
@RestController
class OrdersController {
    /** Keeps proxies from closing a silent stream. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Orders orders;
    private final StreamOrder streamOrder;
    private final Blocking blocking;

    OrdersController(Orders orders, StreamOrder streamOrder, Blocking blocking) {
        this.orders = orders;
        this.streamOrder = streamOrder;
        this.blocking = blocking;
    }

    @Operation(operationId = "getOrder", summary = "One of the caller's own orders")
    @GetMapping("/api/v1/orders/{orderId}")
    Mono<OrderView> get(UserId user, @PathVariable String orderId) {
        long id = OrderPath.id(orderId);
        return blocking.call(() -> OrderView.of(orders.get(user.value(), id)));
    }

    @Operation(operationId = "listOrders", summary = "A page of the caller's own orders, newest first")
    @GetMapping("/api/v1/orders")
    Mono<Page<OrderView>> list(
            UserId user,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int items = PageLimit.of(limit).items();
        long before = Cursor.decode(cursor, Long::parseLong).orElse(Long.MAX_VALUE);
        // One extra row is fetched to detect whether there is a next page.
        return blocking.call(() -> Page.of(orders.page(user.value(), before, items + 1), items, StoredOrder::id)
                .map(OrderView::of));
    }

    @Operation(operationId = "streamOrder", summary = "Changes of an order and its parcels, as server-sent events")
    @ApiResponse(
            responseCode = "200",
            description = "The order now and after each change; events named 'parcel' carry one parcel each.",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(oneOf = {OrderView.class, ParcelView.class})))
    @GetMapping(path = "/api/v1/orders/{orderId}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<ResponseEntity<Flux<ServerSentEvent<Object>>>> stream(UserId user, @PathVariable String orderId) {
        long id = OrderPath.id(orderId);
        // Read first, to decide between 200 and 404: the status can't change once the stream has started.
        return blocking.call(() -> orders.get(user.value(), id)).map(_ -> ResponseEntity.ok(events(user.value(), id)));
    }

    private Flux<ServerSentEvent<Object>> events(long userId, long orderId) {
        Flux<ServerSentEvent<Object>> changes =
                streamOrder.stream(userId, orderId).map(OrdersController::event);
        Flux<ServerSentEvent<Object>> heartbeats = Flux.interval(HEARTBEAT)
                .map(_ -> ServerSentEvent.builder().comment("still here").build());
        return changes.publish(shared -> Flux.merge(shared, heartbeats.takeUntilOther(shared.ignoreElements())));
    }

    private static ServerSentEvent<Object> event(OrderUpdate update) {
        return switch (update) {
            case OrderUpdate.OfOrder(StoredOrder order) ->
                ServerSentEvent.<Object>builder(OrderView.of(order))
                        .id(Integer.toString(order.order().version()))
                        .build();
            case OrderUpdate.OfParcel(Parcel parcel) ->
                ServerSentEvent.<Object>builder(ParcelView.of(parcel))
                        .event("parcel")
                        .build();
        };
    }
}
