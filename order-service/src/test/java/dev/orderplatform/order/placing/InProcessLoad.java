package dev.orderplatform.order.placing;

import dev.orderplatform.contracts.Sku;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.order.domain.Durability;
import dev.orderplatform.tools.client.DemoOrders;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Keeps a number of orders in flight in {@link PlaceOrder}, without HTTP, from one thread. */
final class InProcessLoad {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final long MAX_MICROS = 60_000_000;

    private final PlaceOrder placeOrder;
    private final int users;
    private final int skus;
    private final int lines;
    private final SplittableRandom random = new SplittableRandom();
    private final String run = Long.toString(System.nanoTime(), Character.MAX_RADIX);

    InProcessLoad(PlaceOrder placeOrder, int users, int skus, int lines) {
        this.placeOrder = placeOrder;
        this.users = users;
        this.skus = skus;
        this.lines = lines;
    }

    /** @param failures number of orders that were not placed */
    record Outcome(long orders, long nanos, double p50Millis, double p99Millis, long failures) {}

    Outcome run(int atOnce, Duration duration) throws InterruptedException {
        Histogram micros = new ConcurrentHistogram(MAX_MICROS, 3);
        LongAdder failures = new LongAdder();
        Semaphore free = new Semaphore(atOnce);
        long began = System.nanoTime();
        for (long n = 0; System.nanoTime() - began < duration.toNanos(); n++) {
            free.acquire();
            long sent = System.nanoTime();
            long user = 1 + random.nextLong(users);
            placeOrder
                    .place(Slot.ofUser(user), user, "in-" + run + "-" + n, basket(), TRACE)
                    .whenComplete((placement, failure) -> {
                        note(placement, failures, micros, System.nanoTime() - sent);
                        free.release();
                    });
        }
        free.acquire(atOnce);
        return new Outcome(
                micros.getTotalCount(),
                System.nanoTime() - began,
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                failures.sum());
    }

    private static void note(@Nullable Placement placement, LongAdder failures, Histogram micros, long nanos) {
        if (placement instanceof Placement.Placed) {
            micros.recordValue(Math.min(nanos / 1_000, MAX_MICROS));
        } else {
            failures.increment();
        }
    }

    private Basket basket() {
        int first = random.nextInt(skus);
        List<Basket.Item> items = IntStream.range(0, lines)
                .mapToObj(line -> new Basket.Item(new Sku(DemoOrders.sku((first + line) % skus + 1)), 1))
                .toList();
        return new Basket(items, Durability.REGION);
    }
}
