package dev.orderplatform.inventory.transferring.web;

import dev.orderplatform.contracts.Sku;
import dev.orderplatform.inventory.transferring.Transfer;
import dev.orderplatform.web.problem.FieldError;
import dev.orderplatform.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The body of POST /api/v1/stock/transfers, not validated. */
@Schema(name = "StockTransferRequest")
record TransferRequest(
        @Nullable String sku,
        @Nullable Integer quantity,
        @Nullable String from,
        @Nullable String to) {

    /** Validates the request. */
    Transfer validated(Set<String> regions) {
        List<FieldError> errors = new ArrayList<>();
        if (!Sku.isValid(sku)) {
            errors.add(new FieldError("sku", Sku.RULE_IN_WORDS));
        }
        if (quantity == null || quantity < 1 || quantity > Transfer.MAX_UNITS) {
            errors.add(new FieldError("quantity", "must be an integer from 1 to " + Transfer.MAX_UNITS));
        }
        if (from == null || !regions.contains(from)) {
            errors.add(new FieldError("from", "must be one of " + String.join(", ", regions)));
        }
        if (to == null || !regions.contains(to)) {
            errors.add(new FieldError("to", "must be one of " + String.join(", ", regions)));
        } else if (to.equals(from)) {
            errors.add(new FieldError("to", "must be another region than from"));
        }
        if (!errors.isEmpty() || sku == null || quantity == null || from == null || to == null) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "The transfer is not valid.", errors);
        }
        return new Transfer(sku, quantity, from, to);
    }
}
