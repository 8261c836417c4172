package dev.orderplatform.order.heartbeat;

import java.util.List;

/**
 * Sends heartbeats while everything that this region needs to decide orders works. A gap counts as an outage. That
 * includes gaps because the process was frozen or the control database was down: nothing proves that the region worked.
 */
final class Heartbeats implements AutoCloseable {
    private final Step beat;
    private final List<Step> checks;
    private final List<AutoCloseable> connections;

    /** A check or a heartbeat. Throws within seconds if the part it needs does not work. */
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

    /** Sends one heartbeat; throws without sending it if a check fails. */
    void beat() throws Exception {
        for (Step check : checks) {
            check.run();
        }
        beat.run();
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable connection : connections) {
            connection.close();
        }
    }
}
