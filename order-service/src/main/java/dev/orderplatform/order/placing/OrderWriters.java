package dev.orderplatform.order.placing;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.web.blocking.Blocking;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** One writer a database: each order goes to the one of its user's table. */
@Component
final class OrderWriters implements AutoCloseable {
    private final List<OrderWriter> writers;
    private final NewOrders newOrders;
    private final Blocking blocking;

    OrderWriters(NewOrders newOrders, PlacingProperties properties, Blocking blocking) {
        this.newOrders = newOrders;
        this.blocking = blocking;
        writers = IntStream.range(0, ShardMap.DATABASES)
                .mapToObj(database -> new OrderWriter(database, newOrders, properties))
                .toList();
    }

    /**
     * Stores an order; done once its commit is durable.
     *
     * @throws dev.orderplatform.web.problem.ProblemException at once, when too many wait already
     */
    CompletableFuture<Placement> write(NewOrder order) {
        return writers.get(Shards.tableOfUser(order.userId()).database()).write(order);
    }

    /**
     * The answer to a retry, the same as that of {@link #write}; empty when the user's key is new.
     *
     * @param bodyHash of what is asked now
     */
    CompletableFuture<Optional<Placement>> earlier(long userId, String key, byte[] bodyHash) {
        return blocking.call(() -> newOrders.earlier(userId, key, bodyHash)).toFuture();
    }

    @Override
    public void close() {
        writers.forEach(OrderWriter::close);
    }
}
