package dev.orderplatform.order.placing.web;

import dev.orderplatform.contracts.Sku;
import dev.orderplatform.order.domain.Durability;
import dev.orderplatform.order.placing.Basket;
import dev.orderplatform.web.problem.FieldError;
import dev.orderplatform.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The body of POST /api/v1/orders, as it arrives.
 *
 * @param lines 1..100, each SKU once
 * @param durability REGION (the default) or MULTI_REGION
 */
@Schema(name = "OrderRequest")
record PlaceOrderRequest(
        @Nullable List<@Nullable RequestedLine> lines,
        @Nullable String durability) {
    private static final int MAX_LINES = 100;
    private static final int MAX_UNITS = 10_000;

    /** One line of the body. */
    @Schema(name = "OrderRequestLine")
    record RequestedLine(@Nullable String sku, @Nullable Integer quantity) {}

    /** The validated request. */
    Basket validated() {
        List<FieldError> errors = new ArrayList<>();
        List<Basket.Item> items = items(errors);
        Durability kind = durability(errors);
        if (!errors.isEmpty()) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "The order is not valid.", errors);
        }
        return new Basket(items, kind);
    }

    private List<Basket.Item> items(List<FieldError> errors) {
        if (lines == null || lines.isEmpty() || lines.size() > MAX_LINES) {
            errors.add(new FieldError("lines", "must have 1 to " + MAX_LINES + " entries"));
            return List.of();
        }
        List<Basket.Item> items = new ArrayList<>(lines.size());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            RequestedLine line = lines.get(i);
            String field = "lines[" + i + "]";
            if (line == null) {
                errors.add(new FieldError(field, "must not be null"));
                continue;
            }
            Optional<Sku> sku = sku(field, line.sku, seen, errors);
            int units = units(field, line.quantity, errors);
            sku.ifPresent(valid -> items.add(new Basket.Item(valid, units)));
        }
        return items;
    }

    private static Optional<Sku> sku(String field, @Nullable String sku, Set<String> seen, List<FieldError> errors) {
        if (sku == null || !Sku.isValid(sku)) {
            errors.add(new FieldError(field + ".sku", Sku.RULE_IN_WORDS));
            return Optional.empty();
        }
        if (!seen.add(sku)) {
            errors.add(new FieldError(field + ".sku", "appears twice: add the quantities up in one line"));
        }
        return Optional.of(new Sku(sku));
    }

    private static int units(String field, @Nullable Integer quantity, List<FieldError> errors) {
        if (quantity == null || quantity < 1 || quantity > MAX_UNITS) {
            errors.add(new FieldError(field + ".quantity", "must be an integer from 1 to " + MAX_UNITS));
            return 0;
        }
        return quantity;
    }

    private Durability durability(List<FieldError> errors) {
        if (durability == null) {
            return Durability.REGION;
        }
        try {
            return Durability.valueOf(durability);
        } catch (IllegalArgumentException _) {
            errors.add(new FieldError("durability", "must be REGION or MULTI_REGION"));
            return Durability.REGION;
        }
    }
}
