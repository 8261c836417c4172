package dev.orderplatform.order.lifecycle;

import dev.orderplatform.contracts.StockRejectedEvent;
import dev.orderplatform.contracts.StockReservedEvent;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.order.ownership.OwnSlots;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.slots.OrderId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Confirms or rejects orders as inventory decided. A poll's events become one transaction a database, all at once; when
 * one fails the poll comes again, and what the others did is not done twice. An order whose slot another region has
 * taken over is left to it: it asks its own inventory.
 */
@Component
class ApplyStockEvents implements EventHandler, AutoCloseable {
    private final OrderSteps steps;
    private final OwnSlots slots;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ApplyStockEvents(OrderSteps steps, OwnSlots slots) {
        this.steps = steps;
        this.slots = slots;
    }

    @Override
    public void handle(List<ReceivedEvent> events) {
        Collection<List<ReceivedEvent>> byDatabase = events.stream()
                .collect(Collectors.groupingBy(
                        event -> Shards.tableOfOrder(event.event().orderId()).database()))
                .values();
        if (byDatabase.size() == 1) {
            byDatabase.forEach(this::apply);
            return;
        }
        List<Callable<Boolean>> tasks = new ArrayList<>();
        byDatabase.forEach(part -> tasks.add(() -> {
            apply(part);
            return true;
        }));
        runAll(tasks);
    }

    private void apply(List<ReceivedEvent> events) {
        Map<String, Long> causes = new LinkedHashMap<>();
        List<WantedStep> wanted = new ArrayList<>();
        for (ReceivedEvent event : events) {
            causes.put(event.event().id(), event.event().orderId());
            if (slots.owns(OrderId.slot(event.event().orderId()))) {
                stepOf(event).ifPresent(wanted::add);
            }
        }
        steps.take(wanted, causes, OrderSteps::ifAllowed);
    }

    private static Optional<WantedStep> stepOf(ReceivedEvent received) {
        return switch (received.event()) {
            case StockReservedEvent event -> Optional.of(WantedStep.confirm(event.orderId(), received.traceparent()));
            case StockRejectedEvent event ->
                Optional.of(WantedStep.reject(event.orderId(), event.rejection(), received.traceparent()));
            default -> Optional.empty();
        };
    }

    private void runAll(List<Callable<Boolean>> tasks) {
        try {
            for (Future<Boolean> task : threads.invokeAll(tasks)) {
                task.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while applying stock events", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
