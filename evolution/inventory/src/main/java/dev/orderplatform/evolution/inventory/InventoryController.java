package dev.orderplatform.evolution.inventory;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.evolution.inventory.Reservations.Decision;
import dev.orderplatform.evolution.inventory.Stock.Product;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.problem.ProblemException;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
final class InventoryController {
    private final Stock stock;
    private final Reservations reservations;
    private final Blocking blocking;

    InventoryController(Stock stock, Reservations reservations, Blocking blocking) {
        this.stock = stock;
        this.reservations = reservations;
        this.blocking = blocking;
    }

    record ReservationRequest(List<Line> lines) {}

    record StockOfSku(String sku, List<RegionStock> regions) {}

    /** The API shows stock by region; this stage has one region. */
    record RegionStock(String region, long available, long reserved, long sold, long inTransit) {}

    /** For order-service only. */
    @PutMapping("/internal/reservations/{orderId}")
    Mono<Decision> reserve(@PathVariable long orderId, @RequestBody ReservationRequest request) {
        return blocking.call(() -> reservations.reserve(
                orderId,
                request.lines().stream()
                        .collect(Collectors.toMap(Line::sku, Line::quantity, Math::addExact, TreeMap::new))));
    }

    /** For order-service only. */
    @DeleteMapping("/internal/reservations/{orderId}")
    Mono<ResponseEntity<Void>> release(@PathVariable long orderId) {
        return blocking.call(() -> {
            reservations.release(orderId);
            return ResponseEntity.noContent().<Void>build();
        });
    }

    /** For order-service only, which caches the prices. */
    @GetMapping("/internal/products")
    Mono<List<Product>> products() {
        return blocking.call(stock::products);
    }

    @GetMapping("/api/v1/stock/{sku}")
    Mono<StockOfSku> stock(@PathVariable String sku) {
        return blocking.call(() -> stock.level(sku)
                .map(level -> new RegionStock("east", level.available(), level.reserved(), 0, 0))
                .map(level -> new StockOfSku(sku, List.of(level)))
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "There is no such SKU.")));
    }
}
