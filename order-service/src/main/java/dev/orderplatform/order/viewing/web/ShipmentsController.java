package dev.orderplatform.order.viewing.web;

import dev.orderplatform.order.storage.Orders;
import dev.orderplatform.order.web.OrderPath;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.identity.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** GET /api/v1/orders/{orderId}/shipments. */
@RestController
class ShipmentsController {
    private final Orders orders;
    private final Blocking blocking;

    ShipmentsController(Orders orders, Blocking blocking) {
        this.orders = orders;
        this.blocking = blocking;
    }

    /** All known parcels of an order, by number. */
    @Schema(name = "Shipments")
    record ShipmentsView(List<ParcelView> items) {}

    @Operation(operationId = "listShipments", summary = "All known parcels of an order, by number")
    @GetMapping("/api/v1/orders/{orderId}/shipments")
    Mono<ShipmentsView> shipments(UserId user, @PathVariable String orderId) {
        long id = OrderPath.id(orderId);
        return blocking.call(
                () -> new ShipmentsView(OrderSnapshot.read(orders, user.value(), id).parcels().all().stream()
                        .map(ParcelView::of)
                        .toList()));
    }
}
