package dev.orderplatform.order.placing;

import dev.orderplatform.order.domain.Status;
import dev.orderplatform.order.synchronous.DecideOrder;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Stores an order and has it decided before it is answered. */
@Component
@Primary
@ConditionalOnProperty(name = "platform.flow", havingValue = "synchronous")
final class SynchronousWriter implements WriteOrder, AutoCloseable {
    private final OrderWriters writers;
    private final DecideOrder decideOrder;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("decide-", 0).factory());

    SynchronousWriter(OrderWriters writers, DecideOrder decideOrder) {
        this.writers = writers;
        this.decideOrder = decideOrder;
    }

    @Override
    public CompletableFuture<Placement> write(NewOrder order) {
        DecideOrder.Leave leave = decideOrder.mayBegin().orElseThrow(Refusal::inventoryAway);
        try {
            return writers.write(order)
                    .thenApplyAsync(placement -> decided(placement, order), threads)
                    .whenComplete((_, _) -> leave.close());
        } catch (RuntimeException e) {
            leave.close();
            throw e;
        }
    }

    @Override
    public CompletableFuture<Optional<Placement>> earlier(long userId, String key, byte[] bodyHash) {
        return writers.earlier(userId, key, bodyHash).thenApplyAsync(earlier -> earlier.map(this::decided), threads);
    }

    private Placement decided(Placement placement, NewOrder order) {
        return placement instanceof Placement.Placed(Receipt receipt)
                ? new Placement.Placed(with(
                        receipt,
                        () -> decideOrder.decide(
                                order.userId(),
                                receipt.orderId(),
                                order.totalMinor(),
                                order.currency(),
                                order.lines())))
                : decided(placement);
    }

    private Placement decided(Placement earlier) {
        return earlier instanceof Placement.Repeated(Receipt receipt)
                ? new Placement.Repeated(with(receipt, () -> decideOrder.decideOrRead(receipt.orderId())))
                : earlier;
    }

    private static Receipt with(Receipt receipt, Supplier<Status> decision) {
        return new Receipt(
                receipt.orderId(),
                decision.get(),
                receipt.region(),
                receipt.totalMinor(),
                receipt.currency(),
                receipt.createdAt(),
                receipt.xid());
    }

    /** Orders that are stored may still be decided. */
    @Override
    public void close() {
        threads.close();
    }
}
