package dev.orderplatform.runtime.backlog;

/** Measures what waits at one server, which it stays connected to, and keeps the figure. */
interface Meter extends AutoCloseable {

    /** @throws RuntimeException when the server does not answer; the last figure stays */
    void measure();

    @Override
    void close();
}
