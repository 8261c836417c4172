package dev.orderplatform.recommendation.web;

import dev.orderplatform.recommendation.serving.Product;
import dev.orderplatform.recommendation.serving.Recommend;
import dev.orderplatform.recommendation.serving.Recommendation;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.identity.UserId;
import dev.orderplatform.web.paging.PageLimit;
import dev.orderplatform.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
final class RecommendationController {
    private final Recommend recommend;
    private final Blocking blocking;

    RecommendationController(Recommend recommend, Blocking blocking) {
        this.recommend = recommend;
        this.blocking = blocking;
    }

    @Operation(
            operationId = "listRecommendations",
            summary = "What is bought together with a SKU, or, without one, with what the caller has bought",
            description = "Best sellers fill up the list.")
    @GetMapping("/api/v1/recommendations")
    Mono<Recommendations> recommendations(
            UserId user,
            @Parameter(description = "A SKU of the catalogue.") @RequestParam(required = false) @Nullable String sku,
            @RequestParam(required = false) @Nullable String limit) {
        int items = PageLimit.of(limit).items();
        return blocking.call(() -> Recommendations.of(
                sku == null
                        ? recommend.forUser(user.value(), items)
                        : recommend.forSku(sku, items).orElseThrow(RecommendationController::unknownSku)));
    }

    private static ProblemException unknownSku() {
        return new ProblemException(HttpStatus.NOT_FOUND, "There is no such SKU.");
    }

    /** JSON form. */
    @Schema(name = "Recommendations")
    record Recommendations(List<Item> items) {

        static Recommendations of(List<Recommendation> recommendations) {
            return new Recommendations(recommendations.stream().map(Item::of).toList());
        }
    }

    /** JSON form of a recommended product. */
    @Schema(name = "Recommendation")
    record Item(String sku, String name, long priceMinor, String currency, double score) {

        static Item of(Recommendation recommendation) {
            Product product = recommendation.product();
            return new Item(
                    product.sku(), product.name(), product.priceMinor(), product.currency(), recommendation.score());
        }
    }
}
