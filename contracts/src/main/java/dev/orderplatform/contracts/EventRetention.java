package dev.orderplatform.contracts;

import java.time.Duration;

/**
 * How long an event may come again, and so how long consumers must know its id. The figures stand together because the
 * last follows from the others.
 */
public final class EventRetention {
    /** Retention of a record on its topic. */
    public static final Duration TOPIC = Duration.ofDays(7);

    /**
     * How long after the event a dead letter may be replayed. It stays on its topic beyond that, until somebody discards
     * it.
     */
    public static final Duration REPLAY = Duration.ofDays(14);

    /**
     * Minimum retention of an inbox row. A dead letter that is replayed in its last minute lies on its topic once more, for
     * twice a record's life at most: the broker deletes segments, and a quiet partition's segment stays open for as long
     * again.
     */
    public static final Duration MIN_INBOX = REPLAY.plus(TOPIC.multipliedBy(2));

    private EventRetention() {}
}
