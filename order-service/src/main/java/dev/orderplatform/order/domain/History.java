package dev.orderplatform.order.domain;

import java.util.List;
import java.util.stream.Collectors;

/** The statuses of an order, oldest first: the n-th entry belongs to version n. */
public record History(List<StatusChange> changes) {
    public History {
        changes = List.copyOf(changes);
    }

    /** The last version. */
    public int version() {
        return changes.size();
    }

    /** @param version from 1 */
    public StatusChange of(int version) {
        return changes.get(version - 1);
    }

    /** The stored form. */
    public String toJson() {
        return changes.stream().map(StatusChange::toJson).collect(Collectors.joining(",", "[", "]"));
    }
}
