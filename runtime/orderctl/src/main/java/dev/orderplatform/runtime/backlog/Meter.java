package dev.orderplatform.runtime.backlog;

/** Measures the backlog at one server over a persistent connection, and stores the figure. */
interface Meter extends AutoCloseable {

    /** @throws RuntimeException if the server does not answer; the last figure is kept */
    void measure();

    @Override
    void close();
}
