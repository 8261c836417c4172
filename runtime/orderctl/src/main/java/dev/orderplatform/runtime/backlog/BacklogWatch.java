package dev.orderplatform.runtime.backlog;

import dev.orderplatform.runtime.databases.PlatformData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Measures the backlog periodically in the background. One thread a server: a server that hangs delays no other
 * measurement.
 */
public final class BacklogWatch implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(1);

    private final List<Thread> threads = new ArrayList<>();
    private final Duration interval;

    private BacklogWatch(Duration interval) {
        this.interval = interval;
    }

    /** Runs until it is closed. */
    public static BacklogWatch start(PlatformData data, BacklogFiles files) {
        return start(data, files, INTERVAL);
    }

    static BacklogWatch start(PlatformData data, BacklogFiles files, Duration interval) {
        var watch = new BacklogWatch(interval);
        for (var region : data.regions()) {
            watch.start(
                    "databases-" + region.name(),
                    () -> new DatabaseMeter(
                            region.name(), region.postgres(), region.services(), region.auditor(), files));
            watch.start("broker-" + region.name(), () -> new BrokerMeter(region, files));
        }
        watch.start(
                "databases-" + BacklogFiles.GLOBAL,
                () -> new DatabaseMeter(
                        BacklogFiles.GLOBAL, data.global(), data.globalServices(), data.auditor(), files));
        return watch;
    }

    private void start(String name, Supplier<Meter> meter) {
        threads.add(Thread.ofPlatform()
                .daemon()
                .name("backlog-" + name)
                .start(new MeterLoop("backlog of " + name, meter, interval)));
    }

    /** Waits for a file that is being written, not for servers that do not answer: the threads are daemons. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        try {
            for (var thread : threads) {
                thread.join(JOIN_TIMEOUT);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
