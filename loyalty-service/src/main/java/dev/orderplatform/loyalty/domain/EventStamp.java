package dev.orderplatform.loyalty.domain;

import dev.orderplatform.contracts.OrderEvent;
import java.util.Optional;

/**
 * Position of an event in its order's history.
 *
 * @param epoch of the ownership under which it was published
 */
public record EventStamp(long epoch, int version) {

    static EventStamp of(OrderEvent event) {
        return new EventStamp(event.epoch(), event.version());
    }

    /** This one, or another event of the same kind that counts instead. */
    Optional<EventStamp> unlessSupersededBy(Optional<EventStamp> other) {
        return Optional.of(other.filter(stamp -> stamp.supersedes(this)).orElse(this));
    }

    /**
     * Whether this event counts, and not {@code other}, if an order's history can contain only one of them. Within an epoch
     * that is the first; of two epochs, the later one's owner did not know the other event and wrote the history anew.
     */
    boolean supersedes(EventStamp other) {
        return epoch != other.epoch ? epoch > other.epoch : version < other.version;
    }
}
