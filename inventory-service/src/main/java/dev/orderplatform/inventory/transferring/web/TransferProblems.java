package dev.orderplatform.inventory.transferring.web;

import dev.orderplatform.globaltransactions.RolledBack;
import dev.orderplatform.inventory.transferring.TransferRefused;
import dev.orderplatform.inventory.transferring.http.InternalTransfers;
import dev.orderplatform.web.problem.FieldError;
import dev.orderplatform.web.problem.ProblemException;
import dev.orderplatform.web.problem.ProblemMapping;
import java.time.Duration;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Maps refused transfers to problems, with the reason as a header for the other region. Nothing has moved. */
@Component
@Order(0)
class TransferProblems implements ProblemMapping {

    @Override
    public Optional<ProblemException> problemOf(Throwable failure) {
        return switch (failure) {
            case TransferRefused refused -> Optional.of(problem(refused.reason()));
            case RolledBack rolledBack
            when rolledBack.getCause() instanceof ProblemException cause -> Optional.of(cause);
            default -> Optional.empty();
        };
    }

    private static ProblemException problem(TransferRefused.Reason reason) {
        ProblemException problem = switch (reason) {
            case OUT_OF_STOCK ->
                new ProblemException(
                        HttpStatus.CONFLICT,
                        "The source region has fewer units available; nothing was moved.",
                        new FieldError("quantity", "exceeds what is available"));
            case UNKNOWN_SKU ->
                new ProblemException(
                        HttpStatus.NOT_FOUND, "There is no such SKU.", new FieldError("sku", "is not known"));
            case IN_FLIGHT ->
                new ProblemException(HttpStatus.CONFLICT, "A transfer with this key is being decided.")
                        .retryAfter(Duration.ofSeconds(1));
            case KEY_REUSED ->
                new ProblemException(
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        "This key was used for another transfer.",
                        new FieldError("Idempotency-Key", "belongs to another transfer"));
        };
        return problem.header(InternalTransfers.REASON, reason.name()).with("reason", reason.name());
    }
}
