package dev.orderplatform.contracts;

import java.time.Duration;

/** How long an event may be redelivered, and therefore how long consumers must remember its id. */
public final class EventRetention {
    /** Retention of a record on its topic. */
    public static final Duration TOPIC = Duration.ofDays(7);

    /** A dead letter may be replayed until this long after the event. It stays on its topic until it is discarded. */
    public static final Duration REPLAY = Duration.ofDays(14);

    /**
     * Minimum retention of an inbox row. A dead letter replayed at the last moment is on its topic again, for up to
     * twice the topic's retention: the broker deletes whole segments, and the segment of a quiet partition stays open
     * for up to one retention period.
     */
    public static final Duration MIN_INBOX = REPLAY.plus(TOPIC.multipliedBy(2));

    private EventRetention() {}
}
