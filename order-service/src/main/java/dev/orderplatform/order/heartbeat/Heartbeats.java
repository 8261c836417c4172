package dev.orderplatform.order.heartbeat;

import java.util.List;

/**
 * Sends a heartbeat while everything works that this region needs to decide orders. A gap is an outage, also when the process
 * was frozen or the control database was away: nobody can show the contrary.
 */
final class Heartbeats implements AutoCloseable {
    private final Step beat;
    private final List<Step> checks;
    private final List<AutoCloseable> connections;

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

    /** One heartbeat; fails, and there is none, when something does not work. */
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
