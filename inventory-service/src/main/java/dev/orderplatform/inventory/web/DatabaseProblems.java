package dev.orderplatform.inventory.web;

import dev.orderplatform.postgres.TransactionException;
import dev.orderplatform.web.problem.ProblemException;
import dev.orderplatform.web.problem.ProblemMapping;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Maps transient database failures to 503, so that clients retry. */
@Component
final class DatabaseProblems implements ProblemMapping {

    @Override
    public Optional<ProblemException> problemOf(Throwable failure) {
        return failure instanceof TransactionException failed && failed.isTransient()
                ? Optional.of(ProblemException.unavailable("The inventory database is not available."))
                : Optional.empty();
    }
}
