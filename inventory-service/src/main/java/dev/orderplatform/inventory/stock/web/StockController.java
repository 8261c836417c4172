package dev.orderplatform.inventory.stock.web;

import dev.orderplatform.contracts.Sku;
import dev.orderplatform.inventory.stock.RegionStock;
import dev.orderplatform.inventory.stock.StockLevels;
import dev.orderplatform.inventory.stock.StockOfSku;
import dev.orderplatform.inventory.stock.StockQuery;
import dev.orderplatform.inventory.stock.http.PeerStock;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Stock of a SKU: in all regions for users, in this region for other inventories. */
@RestController
final class StockController {
    private final StockLevels levels;
    private final PeerStock peers;
    private final Blocking blocking;

    StockController(StockLevels levels, PeerStock peers, Blocking blocking) {
        this.levels = levels;
        this.peers = peers;
        this.blocking = blocking;
    }

    @Operation(operationId = "getStock", summary = "Stock of a SKU, region by region")
    @GetMapping("/api/v1/stock/{sku}")
    Mono<StockOfSku> stock(@PathVariable @Schema(type = "string") Sku sku) {
        return here(sku)
                .zipWith(peers.of(sku).collectList())
                .map(both -> StockOfSku.of(sku.code(), with(both.getT1(), both.getT2())));
    }

    @Hidden
    @GetMapping("/internal/stock/{sku}")
    Mono<RegionStock> here(@PathVariable Sku sku) {
        return blocking.call(
                () -> Optional.ofNullable(levels.of(List.of(sku.code())).get(sku.code()))
                        .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "There is no such SKU.")));
    }

    /** By SKU, without those unknown in this region. */
    @Hidden
    @PostMapping("/internal/stock")
    Mono<Map<String, RegionStock>> here(@RequestBody StockQuery query) {
        return blocking.call(() -> levels.of(query.skus()));
    }

    private static List<RegionStock> with(RegionStock here, List<RegionStock> others) {
        return Stream.concat(Stream.of(here), others.stream()).toList();
    }
}
