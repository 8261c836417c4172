package dev.orderplatform.tools.load.scenario;

import dev.orderplatform.runtime.local.LocalPlatform;
import dev.orderplatform.runtime.process.PlatformException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Takes every region's broker away for the second third of a run; whatever happens, none stays away. */
final class BrokerOutage implements AutoCloseable {

    private static final String BROKER = "kafka-";

    private final LocalPlatform platform;
    private final Consumer<String> progress;
    private final List<String> brokers;
    private final Thread atShutdown = new Thread(this::release);
    private volatile Thread clock = Thread.ofPlatform().unstarted(() -> {});
    private volatile boolean held;
    private volatile boolean over;
    private volatile boolean happened;
    private volatile Optional<PlatformException> failure = Optional.empty();

    BrokerOutage(LocalPlatform platform, Consumer<String> progress) {
        this.platform = platform;
        this.progress = progress;
        this.brokers = platform.parts().stream()
                .filter(part -> part.startsWith(BROKER))
                .toList();
        Runtime.getRuntime().addShutdownHook(atShutdown);
    }

    /** From now on, time runs. */
    void schedule(Duration run) {
        var begin = System.nanoTime();
        clock = Thread.ofPlatform().daemon().name("outage").start(() -> {
            try {
                takeAway(begin + run.toNanos() / 3, begin + run.toNanos() * 2 / 3);
            } catch (PlatformException e) {
                failure = Optional.of(e);
            }
        });
    }

    private void takeAway(long from, long to) {
        pauseUntil(from);
        if (over) {
            return;
        }
        held = true;
        // At once: a region whose broker goes seconds later than the others' is another experiment.
        brokers.parallelStream().forEach(platform::hold);
        progress.accept(String.join(", ", brokers) + " stopped");
        pauseUntil(to);
        release();
        progress.accept(String.join(", ", brokers) + " back");
        happened = true;
    }

    private void pauseUntil(long moment) {
        for (var left = moment - System.nanoTime(); left > 0 && !over; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private synchronized void release() {
        if (held) {
            brokers.parallelStream().forEach(platform::release);
            held = false;
        }
    }

    /** Waits until the brokers are back; a run without an outage proves nothing. */
    void await() throws InterruptedException {
        clock.join();
        failure.ifPresent(reason -> {
            throw reason;
        });
        if (!happened) {
            throw new PlatformException("The load never came to its outage: nothing is proved");
        }
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        LockSupport.unpark(clock);
        clock.join();
        release();
        Runtime.getRuntime().removeShutdownHook(atShutdown);
    }
}
