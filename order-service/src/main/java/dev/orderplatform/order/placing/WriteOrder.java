package dev.orderplatform.order.placing;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** How an order of one region is stored. */
interface WriteOrder {

    /**
     * Stores an order; done once its commit is durable.
     *
     * @throws dev.orderplatform.web.problem.ProblemException at once, when it can't be taken now
     */
    CompletableFuture<Placement> write(NewOrder order);

    /**
     * The answer to a retry, the same as that of {@link #write}; empty when the user's key is new.
     *
     * @param bodyHash of what is asked now
     */
    CompletableFuture<Optional<Placement>> earlier(long userId, String key, byte[] bodyHash);
}
