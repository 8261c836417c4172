package dev.orderplatform.outbox;

import dev.orderplatform.kafka.EventMessage;

/** The events that the fast path has in memory, within two bounds: their number and the size of their payloads. */
final class InFlight {
    private final int maxEvents;
    private final long maxBytes;
    private int events;
    private long bytes;

    /** @param maxBytes of payload; JSON of ours is nearly all ASCII, so a character counts as one */
    InFlight(int maxEvents, long maxBytes) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    /** False, and nothing is added, when the event would exceed a bound. */
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
