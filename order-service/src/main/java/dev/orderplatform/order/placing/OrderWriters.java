package dev.orderplatform.order.placing;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.web.blocking.Blocking;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** One writer per database; each order goes to the writer of its user's table. */
@Component
final class OrderWriters implements AutoCloseable {
    private final List<OrderWriter> writers;
    private final AcceptOrders acceptOrders;
    private final Blocking blocking;

    OrderWriters(AcceptOrders acceptOrders, PlacingProperties properties, Blocking blocking, MeterRegistry meters) {
        this.acceptOrders = acceptOrders;
        this.blocking = blocking;
        writers = IntStream.range(0, ShardMap.DATABASES)
                .mapToObj(database -> new OrderWriter(database, acceptOrders, properties, meters))
                .toList();
    }

    /** Stores an order; completes once its commit is durable, or immediately if the queue is full. */
    CompletableFuture<Placement> write(NewOrder order) {
        return writers.get(Shards.tableOf(order.slot()).database()).write(order);
    }

    /**
     * The response to a retry, as {@link #write} would give it; empty if the user's key is new.
     *
     * @param bodyHash of the current request
     */
    CompletableFuture<Optional<Placement>> earlier(long userId, String key, String bodyHash) {
        return blocking.call(() -> acceptOrders.earlier(userId, key, bodyHash)).toFuture();
    }

    @Override
    public void close() {
        writers.forEach(OrderWriter::close);
    }
}
