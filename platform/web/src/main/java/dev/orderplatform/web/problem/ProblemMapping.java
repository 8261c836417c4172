package dev.orderplatform.web.problem;

import java.util.Optional;

/** Maps a service's own exceptions to problems. Beans of this type take precedence over the common rules. */
@FunctionalInterface
public interface ProblemMapping {

    Optional<ProblemException> problemOf(Throwable failure);
}
