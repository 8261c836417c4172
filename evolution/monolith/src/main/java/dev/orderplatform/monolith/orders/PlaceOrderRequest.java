package dev.orderplatform.monolith.orders;

import dev.orderplatform.monolith.problem.FieldError;
import dev.orderplatform.monolith.problem.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The body of POST /api/v1/orders, as it arrives. */
record PlaceOrderRequest(
        @Nullable List<@Nullable RequestedLine> lines,
        @Nullable String durability) {
    private static final int MAX_LINES = 100;
    private static final int MAX_UNITS = 10_000;
    private static final Pattern SKU = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** One line of the body. */
    record RequestedLine(@Nullable String sku, @Nullable Integer quantity) {}

    /** The validated request. */
    record Item(String sku, int units) {}

    List<Item> validated() {
        List<FieldError> errors = new ArrayList<>();
        List<Item> items = items(errors);
        if (durability != null && !durability.equals("REGION") && !durability.equals("MULTI_REGION")) {
            errors.add(new FieldError("durability", "must be REGION or MULTI_REGION"));
        }
        if (!errors.isEmpty()) {
            throw new Refusal(HttpStatus.BAD_REQUEST, "The order is not valid.", errors);
        }
        if ("MULTI_REGION".equals(durability)) {
            throw new Refusal(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "No second region is there to hold the order; REGION orders are taken.");
        }
        return items;
    }

    private List<Item> items(List<FieldError> errors) {
        if (lines == null || lines.isEmpty() || lines.size() > MAX_LINES) {
            errors.add(new FieldError("lines", "must have 1 to " + MAX_LINES + " entries"));
            return List.of();
        }
        List<Item> items = new ArrayList<>(lines.size());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            RequestedLine line = lines.get(i);
            String field = "lines[" + i + "]";
            if (line == null) {
                errors.add(new FieldError(field, "must not be null"));
                continue;
            }
            items.add(new Item(sku(field, line.sku, seen, errors), units(field, line.quantity, errors)));
        }
        return items;
    }

    private static String sku(String field, @Nullable String sku, Set<String> seen, List<FieldError> errors) {
        if (sku == null || !SKU.matcher(sku).matches()) {
            errors.add(new FieldError(field + ".sku", "must be 1 to 64 printable characters without blanks"));
            return "";
        }
        if (!seen.add(sku)) {
            errors.add(new FieldError(field + ".sku", "appears twice: add the quantities up in one line"));
        }
        return sku;
    }

    private static int units(String field, @Nullable Integer quantity, List<FieldError> errors) {
        if (quantity == null || quantity < 1 || quantity > MAX_UNITS) {
            errors.add(new FieldError(field + ".quantity", "must be an integer from 1 to " + MAX_UNITS));
            return 0;
        }
        return quantity;
    }
}
