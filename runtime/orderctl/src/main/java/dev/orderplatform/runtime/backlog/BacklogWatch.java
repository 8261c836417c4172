package dev.orderplatform.runtime.backlog;

import dev.orderplatform.runtime.databases.RegionData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Measures what waits, again and again, in the background. Each server has a thread of its own: one that hangs delays nobody
 * else's figure.
 */
public final class BacklogWatch implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration END_LIMIT = Duration.ofSeconds(1);

    private final List<Thread> threads = new ArrayList<>();
    private final Duration interval;

    private BacklogWatch(Duration interval) {
        this.interval = interval;
    }

    /** Runs until it is closed. */
    public static BacklogWatch start(List<RegionData> regions, BacklogFiles files) {
        return start(regions, files, INTERVAL);
    }

    static BacklogWatch start(List<RegionData> regions, BacklogFiles files, Duration interval) {
        var watch = new BacklogWatch(interval);
        for (var region : regions) {
            watch.start("databases-" + region.name(), () -> new DatabaseMeter(region, files));
            // Nobody replicates the only region's orders.
            if (regions.size() > 1) {
                watch.start("broker-" + region.name(), () -> new BrokerMeter(region, files));
            }
        }
        return watch;
    }

    private void start(String name, Supplier<Meter> meter) {
        threads.add(Thread.ofPlatform()
                .daemon()
                .name("backlog-" + name)
                .start(new MeterLoop("backlog of " + name, meter, interval)));
    }

    /** Waits for a figure that is being written, not for servers that do not answer: daemon threads end with the program. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        try {
            for (var thread : threads) {
                thread.join(END_LIMIT);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
