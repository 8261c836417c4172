package dev.orderplatform.monolith.stock;

import dev.orderplatform.monolith.problem.Refusal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StockController {
    private final Stocks stocks;

    StockController(Stocks stocks) {
        this.stocks = stocks;
    }

    record StockOfSku(String sku, List<Level> regions) {}

    /** The API shows stock by region; this stage has one region. */
    record Level(String region, long available, long reserved, long sold, long inTransit) {}

    @GetMapping("/api/v1/stock/{sku}")
    StockOfSku stock(@PathVariable String sku) {
        return stocks.findById(sku)
                .map(found -> new StockOfSku(
                        found.sku(), List.of(new Level("east", found.available(), found.reserved(), 0, 0))))
                .orElseThrow(() -> new Refusal(HttpStatus.NOT_FOUND, "There is no such SKU."));
    }
}
