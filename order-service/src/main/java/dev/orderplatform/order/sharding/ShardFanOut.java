package dev.orderplatform.order.sharding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Runs work over things of many orders: each database's share on a virtual thread of its own, all at once. */
@Component
public final class ShardFanOut implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** What is done with one database's share; its order is kept. */
    @FunctionalInterface
    public interface Work<T> {
        void on(int database, List<T> share);
    }

    /** Blocks until all shares are done; fails as the first of them that failed, when all have ended. */
    public <T> void forEach(Collection<T> things, ToLongFunction<T> orderId, Work<T> work) {
        Map<Integer, List<T>> shares = things.stream()
                .collect(Collectors.groupingBy(
                        thing -> Shards.tableOfOrder(orderId.applyAsLong(thing)).database()));
        if (shares.size() == 1) {
            shares.forEach(work::on);
            return;
        }
        List<Callable<Boolean>> tasks = new ArrayList<>();
        shares.forEach((database, share) -> tasks.add(() -> {
            work.on(database, share);
            return true;
        }));
        runAll(tasks);
    }

    private void runAll(List<Callable<Boolean>> tasks) {
        try {
            for (Future<Boolean> task : threads.invokeAll(tasks)) {
                task.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the databases were at work", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
