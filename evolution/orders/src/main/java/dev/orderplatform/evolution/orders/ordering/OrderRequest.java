package dev.orderplatform.evolution.orders.ordering;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.contracts.Sku;
import dev.orderplatform.evolution.orders.services.Prices;
import dev.orderplatform.web.problem.FieldError;
import dev.orderplatform.web.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The body of POST /api/v1/orders. */
record OrderRequest(
        @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid RequestedLine> lines,
        @Pattern(regexp = "REGION|MULTI_REGION") @Nullable String durability) {

    /** One line of the order. */
    record RequestedLine(
            @NotNull @Pattern(regexp = Sku.RULE, message = Sku.RULE_IN_WORDS)
            String sku,

            @NotNull @Min(1) @Max(10_000) Integer quantity) {}

    /** Checks that involve several fields. */
    void requireFulfillable() {
        if (lines.stream().map(RequestedLine::sku).distinct().count() < lines.size()) {
            throw ProblemException.badField("lines", "have a SKU twice: add the quantities up in one line");
        }
        if ("MULTI_REGION".equals(durability)) {
            throw ProblemException.unavailable("No second region is there to hold the order; REGION orders are taken.");
        }
    }

    /** The lines with current unit prices. */
    List<Line> priced(Prices prices) {
        List<Line> priced = new ArrayList<>(lines.size());
        List<FieldError> unknown = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            RequestedLine line = lines.get(i);
            Optional<Prices.Price> price = prices.of(line.sku);
            if (price.isPresent()) {
                priced.add(new Line(line.sku, line.quantity, price.get().minor()));
            } else {
                unknown.add(new FieldError("lines[" + i + "].sku", "is not in the catalogue: " + line.sku));
            }
        }
        if (!unknown.isEmpty()) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "The catalogue doesn't have what was ordered.", unknown);
        }
        return priced;
    }

    /** Whether it requests the same SKUs and quantities as an earlier order; prices may differ. */
    boolean asksFor(List<Line> ordered) {
        return lines.equals(ordered.stream()
                .map(line -> new RequestedLine(line.sku(), line.quantity()))
                .toList());
    }
}
