package dev.orderplatform.inventory.catalogue.web;

import dev.orderplatform.contracts.Sku;
import dev.orderplatform.inventory.catalogue.Catalogue;
import dev.orderplatform.inventory.catalogue.Product;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.paging.Cursor;
import dev.orderplatform.web.paging.Page;
import dev.orderplatform.web.paging.PageLimit;
import dev.orderplatform.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/catalogue")
final class CatalogueController {
    private final Catalogue catalogue;
    private final Blocking blocking;

    CatalogueController(Catalogue catalogue, Blocking blocking) {
        this.catalogue = catalogue;
        this.blocking = blocking;
    }

    @Operation(operationId = "listProducts", summary = "A page of the catalogue, by SKU")
    @GetMapping
    Mono<Page<Product>> list(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int items = PageLimit.of(limit).items();
        Optional<Sku> last = Cursor.decode(cursor, Sku::new);
        // One extra row is fetched to detect whether there is a next page.
        return blocking.call(() -> Page.of(catalogue.after(last, items + 1), items, Product::sku));
    }

    @Operation(operationId = "getProduct", summary = "One product of the catalogue")
    @GetMapping("/{sku}")
    Mono<Product> product(@PathVariable @Schema(type = "string") Sku sku) {
        return blocking.call(() -> catalogue
                .find(sku)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "There is no such SKU.")));
    }
}
