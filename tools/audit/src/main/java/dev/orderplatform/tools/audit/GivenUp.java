package dev.orderplatform.tools.audit;

import dev.orderplatform.tools.deadletters.DeadLetter;
import dev.orderplatform.tools.deadletters.Decisions;
import dev.orderplatform.tools.deadletters.Position;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What consumers gave up: dead letters, and the decisions about them. */
final class GivenUp {

    /** Dead letters that do not say whose they are excuse everybody. */
    private static final String ANYBODY = "-";

    private final Decisions decisions;
    private final Map<String, Set<String>> discarded = new HashMap<>();
    private final Set<Position> withoutId = new HashSet<>();

    GivenUp(Decisions decisions) {
        this.decisions = decisions;
    }

    /** Takes note of a dead letter. False when nobody has decided about it. */
    boolean add(DeadLetter letter) {
        var event = letter.eventId().flatMap(OrderEventId::parse);
        if (event.isEmpty()) {
            letter.origin().ifPresent(withoutId::add);
        } else if (decisions.discarded(letter)) {
            discarded
                    .computeIfAbsent(event.get().toString(), _ -> new HashSet<>())
                    .add(letter.group());
        }
        return decisions.cover(letter);
    }

    /** Whether somebody decided to do without the effect that an event has in a consumer group. */
    boolean discarded(OrderEventId event, String group) {
        var groups = discarded.getOrDefault(event.toString(), Set.of());
        return groups.contains(group) || groups.contains(ANYBODY);
    }

    /** Whether any consumer group is to do without the event. */
    boolean discarded(OrderEventId event) {
        return discarded.containsKey(event.toString());
    }

    /** Whether a consumer group is to do without any event of an order. */
    boolean discardedAnyOf(long orderId, String group) {
        return discarded.keySet().stream()
                .flatMap(event -> OrderEventId.parse(event).stream())
                .anyMatch(event -> event.orderId() == orderId && discarded(event, group));
    }

    /** Whether a record without a readable id became a dead letter: then it is judged as that. */
    boolean hasDeadLetterOf(Position record) {
        return withoutId.contains(record);
    }
}
