package dev.orderplatform.order.placing;

import dev.orderplatform.web.problem.FieldError;
import dev.orderplatform.web.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpStatus;

/** The refusals of POST /api/v1/orders. None of them uses the key up. */
final class Refusal {
    static final String KEY = "Idempotency-Key";

    private Refusal() {}

    static ProblemException unknownSkus(List<FieldError> errors) {
        return new ProblemException(HttpStatus.NOT_FOUND, "The catalogue doesn't have what was ordered.", errors);
    }

    static ProblemException totalTooLarge() {
        return ProblemException.badField("lines", "the total is larger than an amount can be");
    }

    static ProblemException mixedCurrencies() {
        return ProblemException.badField("lines", "the lines are priced in different currencies");
    }

    static ProblemException keyReused() {
        return new ProblemException(
                HttpStatus.UNPROCESSABLE_ENTITY,
                "This key was used for another order.",
                new FieldError(KEY, "belongs to an order with another body"));
    }

    static ProblemException inFlight() {
        return new ProblemException(
                        HttpStatus.CONFLICT,
                        "A request with this key is being processed.",
                        new FieldError(KEY, "is in use by a request that has no answer yet"))
                .retryAfter(Duration.ofSeconds(1));
    }

    static ProblemException overloaded() {
        return ProblemException.unavailable("More orders arrive than can be stored; try again.");
    }

    static ProblemException unknownOutcome() {
        return ProblemException.unavailable("The order could not be stored in time. Ask again with the same key.");
    }

    static ProblemException multiRegionUnavailable() {
        return ProblemException.unavailable("No second region is there to hold the order; REGION orders are taken.");
    }

    static ProblemException badKey() {
        return ProblemException.badField(KEY, "must be given once, 1 to 128 printable ASCII characters");
    }
}
