package dev.orderplatform.inbox;

import java.util.Optional;
import javax.sql.DataSource;

/**
 * How a consumer treats events of unknown types, which occur when their publisher is upgraded first.
 *
 * @param database keeps such events in {@code t_unknown_event} until the consumer is upgraded; empty if they may be
 *     skipped
 * @param inOrder whether later events of the same key wait behind such an event
 */
public record UnknownTypes(Optional<DataSource> database, boolean inOrder) {

    /** For a consumer that may skip events. */
    public static UnknownTypes skipped() {
        return new UnknownTypes(Optional.empty(), false);
    }

    /** For a consumer that applies a key's events in sequence: later events may depend on the unknown one. */
    public static UnknownTypes stored(DataSource database) {
        return new UnknownTypes(Optional.of(database), true);
    }

    /** For a consumer that orders events by version itself, and so applies or buffers the later ones. */
    public static UnknownTypes storedByVersion(DataSource database) {
        return new UnknownTypes(Optional.of(database), false);
    }
}
