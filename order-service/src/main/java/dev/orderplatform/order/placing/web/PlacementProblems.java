package dev.orderplatform.order.placing.web;

import dev.orderplatform.contracts.Sku;
import dev.orderplatform.order.placing.PlacementError;
import dev.orderplatform.order.web.OrderProblems;
import dev.orderplatform.web.problem.FieldError;
import dev.orderplatform.web.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.springframework.http.HttpStatus;

/** The responses to each {@link PlacementError} and to invalid requests. */
final class PlacementProblems {
    static final String KEY = "Idempotency-Key";

    private PlacementProblems() {}

    static ProblemException of(PlacementError error) {
        return switch (error) {
            case PlacementError.UnknownSkus(SortedMap<Integer, Sku> skus) -> unknownSkus(skus);
            case PlacementError.Simple simple -> of(simple);
        };
    }

    private static ProblemException of(PlacementError.Simple error) {
        return switch (error) {
            case TOTAL_TOO_LARGE -> ProblemException.badField("lines", "the total is larger than an amount can be");
            case MIXED_CURRENCIES -> ProblemException.badField("lines", "the lines are priced in different currencies");
            case NO_CATALOGUE -> ProblemException.unavailable("The catalogue is not known yet.");
            case KEY_REUSED ->
                new ProblemException(
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        "This key was used for another order.",
                        new FieldError(KEY, "belongs to an order with another body"));
            case KEY_IN_USE ->
                new ProblemException(
                                HttpStatus.CONFLICT,
                                "A request with this key is being processed.",
                                new FieldError(KEY, "is in use by a request that has no answer yet"))
                        .retryAfter(Duration.ofSeconds(1));
            case OVERLOADED -> ProblemException.unavailable("More orders arrive than can be stored; try again.");
            case OUTCOME_UNKNOWN ->
                ProblemException.unavailable("The order could not be stored in time. Ask again with the same key.");
            case NO_OTHER_REGION -> OrderProblems.noOtherRegion();
        };
    }

    private static ProblemException unknownSkus(SortedMap<Integer, Sku> skus) {
        List<FieldError> errors = skus.entrySet().stream()
                .map(unknown -> new FieldError(
                        "lines[" + unknown.getKey() + "].sku",
                        "is not in the catalogue: " + unknown.getValue().code()))
                .toList();
        return new ProblemException(HttpStatus.NOT_FOUND, "The catalogue doesn't have what was ordered.", errors);
    }

    static ProblemException badKey() {
        return ProblemException.badField(KEY, "must be given once, 1 to 128 printable ASCII characters");
    }
}
