package dev.orderplatform.order.heartbeat;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a heartbeat every few seconds while everything works that this region needs to decide orders. A gap is an outage,
 * also when the process was frozen or the control database was away: nobody can show the contrary.
 */
final class Heartbeats implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Heartbeats.class);
    /** A third of the pause that counts as an outage. */
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Step beat;
    private final List<Step> checks;
    private final List<AutoCloseable> connections;
    private final Thread thread = Thread.ofVirtual().name("heartbeats").unstarted(this::loop);
    private boolean beating;

    /** Something that fails, within seconds, when a part is out. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    /**
     * @param checks one for each part that the region needs
     * @param connections closed with this
     */
    Heartbeats(Step beat, List<Step> checks, List<AutoCloseable> connections) {
        this.beat = beat;
        this.checks = List.copyOf(checks);
        this.connections = List.copyOf(connections);
    }

    void start() {
        thread.start();
    }

    private void loop() {
        try {
            while (true) {
                tryToBeat();
                Thread.sleep(INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One heartbeat, or none when something does not work. */
    void tryToBeat() throws InterruptedException {
        try {
            for (Step check : checks) {
                check.run();
            }
            beat.run();
            beating = true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) { // An Error, too: without heartbeats the audit would excuse every late order.
            if (beating) {
                log.warn("no heartbeat: {}", e.toString());
            }
            beating = false;
        }
    }

    @Override
    public void close() throws Exception {
        thread.interrupt();
        if (!thread.isAlive() || thread.join(Duration.ofSeconds(3))) {
            for (AutoCloseable connection : connections) {
                connection.close();
            }
        }
    }
}
