package dev.orderplatform.order.placing;

import java.util.concurrent.CompletableFuture;

/** How an order of one region is stored. */
@FunctionalInterface
interface WriteOrder {

    /**
     * Stores an order; done once its commit is durable.
     *
     * @throws dev.orderplatform.web.problem.ProblemException at once, when it can't be taken now
     */
    CompletableFuture<Placement> write(NewOrder order);
}
