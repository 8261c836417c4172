package dev.orderplatform.web.problem;

import java.util.Optional;

/** A service's own failures as refusals; each bean of this kind is asked before the common rules. */
@FunctionalInterface
public interface ProblemMapping {

    Optional<ProblemException> problemOf(Throwable failure);
}
