package dev.orderplatform.order.sharding;

import dev.orderplatform.ids.ShardMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Splits items of many orders by database and processes the shares concurrently, each on its own virtual thread. */
@Component
public final class ShardFanOut implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Processes the share of one database, whose items keep their sequence. */
    @FunctionalInterface
    public interface Work<T> {
        void on(int database, List<T> share);
    }

    /** Blocks until all shares have ended; then throws the exception of the first that failed, if any. */
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

    /** Processes the databases, {@code 0..3}. Otherwise like {@link #forEach}. */
    public void forEachDatabase(IntConsumer work) {
        runAll(IntStream.range(0, ShardMap.DATABASES)
                .<Callable<Boolean>>mapToObj(database -> () -> {
                    work.accept(database);
                    return true;
                })
                .toList());
    }

    private void runAll(List<Callable<Boolean>> tasks) {
        try {
            for (Future<Boolean> task : threads.invokeAll(tasks)) {
                task.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the databases", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
