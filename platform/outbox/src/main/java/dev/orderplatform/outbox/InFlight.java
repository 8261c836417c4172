package dev.orderplatform.outbox;

import dev.orderplatform.kafka.EventMessage;

/** Bounds the events that {@link ImmediatePublisher} holds in memory, by their number and payload size. */
final class InFlight {
    private final int maxEvents;
    private final long maxBytes;
    private int events;
    private long bytes;

    /** @param maxBytes of payload; a character counts as one byte, as the JSON is almost all ASCII */
    InFlight(int maxEvents, long maxBytes) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    /** Returns false and adds nothing if the event would exceed a bound. */
    synchronized boolean add(EventMessage event) {
        int size = event.payload().length();
        if (events == maxEvents || bytes + size > maxBytes) {
            return false;
        }
        events++;
        bytes += size;
        return true;
    }

    synchronized void remove(EventMessage event) {
        events--;
        bytes -= event.payload().length();
    }
}
