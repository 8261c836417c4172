package dev.orderplatform.inbox;

import java.util.Optional;
import javax.sql.DataSource;

/**
 * What a consumer does with an event of a type that it does not know, because the event's publisher was upgraded first.
 *
 * @param database whose table {@code t_unknown_event} keeps such events until the consumer is upgraded; none where they
 *     may be missed
 * @param inOrder whether later events of the same key wait behind it
 */
public record UnknownTypes(Optional<DataSource> database, boolean inOrder) {

    /** For a consumer that may miss an event. */
    public static UnknownTypes skipped() {
        return new UnknownTypes(Optional.empty(), false);
    }

    /** For a consumer that takes a key's events in their order: nobody knows whether the later ones build on this one. */
    public static UnknownTypes stored(DataSource database) {
        return new UnknownTypes(Optional.of(database), true);
    }

    /** For a consumer that brings events into order itself, by their versions: later ones are applied or kept by it. */
    public static UnknownTypes storedByVersion(DataSource database) {
        return new UnknownTypes(Optional.of(database), false);
    }
}
