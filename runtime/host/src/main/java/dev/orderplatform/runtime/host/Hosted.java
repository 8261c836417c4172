package dev.orderplatform.runtime.host;

/** What a {@link Host} starts and stops on request: a service, or another program that can share a JVM. */
public interface Hosted {

    /** Its state; the names are part of the replies. */
    enum State {
        DOWN,
        STARTING,
        RUNNING
    }

    State state();

    /** Begins to start it, unless it is starting or running. */
    void start(Request request);

    /** Returns when it is down. One that is starting finishes its start first. */
    void stop();
}
