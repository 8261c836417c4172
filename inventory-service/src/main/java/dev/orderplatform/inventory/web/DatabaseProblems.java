package dev.orderplatform.inventory.web;

import dev.orderplatform.postgres.TransactionException;
import dev.orderplatform.web.problem.ProblemException;
import dev.orderplatform.web.problem.ProblemMapping;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** A database that is away is a reason to come again, not a fault of this service. */
@Component
final class DatabaseProblems implements ProblemMapping {

    @Override
    public Optional<ProblemException> problemOf(Throwable failure) {
        return failure instanceof TransactionException failed && failed.mayPass()
                ? Optional.of(ProblemException.unavailable("The stock's database does not answer."))
                : Optional.empty();
    }
}
