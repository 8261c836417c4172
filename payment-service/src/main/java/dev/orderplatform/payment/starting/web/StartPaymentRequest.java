package dev.orderplatform.payment.starting.web;

import dev.orderplatform.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The body of POST /api/v1/payments, as it arrives. */
@Schema(name = "PaymentRequest")
record StartPaymentRequest(@Nullable String orderId) {

    /** A malformed id is answered like an unknown one. */
    long validated() {
        if (orderId == null) {
            throw ProblemException.badField("orderId", "is missing");
        }
        if (!orderId.matches("[1-9][0-9]{0,18}")) {
            throw notFound();
        }
        try {
            return Long.parseLong(orderId);
        } catch (NumberFormatException _) {
            throw notFound(); // more than 63 bits
        }
    }

    static ProblemException notFound() {
        return new ProblemException(HttpStatus.NOT_FOUND, "There is no such order.");
    }
}
