package dev.orderplatform.inventory.stock.web;

import dev.orderplatform.inventory.catalogue.Sku;
import dev.orderplatform.inventory.stock.StockLevel;
import dev.orderplatform.inventory.stock.StockLevels;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.problem.ProblemException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
final class StockController {
    private final StockLevels levels;
    private final Blocking blocking;

    StockController(StockLevels levels, Blocking blocking) {
        this.levels = levels;
        this.blocking = blocking;
    }

    @GetMapping("/api/v1/stock/{sku}")
    Mono<StockOfSku> stock(@PathVariable Sku sku) {
        return blocking.call(() -> levels.of(sku)
                .map(level -> new StockOfSku(sku.code(), List.of(level)))
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "There is no such SKU.")));
    }

    /** Stock of one SKU, region by region. */
    record StockOfSku(String sku, List<StockLevel> regions) {}
}
