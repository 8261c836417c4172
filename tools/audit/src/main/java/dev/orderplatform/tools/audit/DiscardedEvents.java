package dev.orderplatform.tools.audit;

import dev.orderplatform.tools.deadletters.DeadLetter;
import dev.orderplatform.tools.deadletters.Decisions;
import dev.orderplatform.tools.deadletters.Position;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Dead letters and the decisions about them. */
final class DiscardedEvents {

    /** The group of dead letters that do not name one: they excuse all consumers. */
    private static final String ANYBODY = "-";

    private final Decisions decisions;
    private final Map<String, Set<String>> discarded = new HashMap<>();
    private final Set<Position> withoutId = new HashSet<>();

    DiscardedEvents(Decisions decisions) {
        this.decisions = decisions;
    }

    /** Adds a dead letter. Returns false if it is undecided. */
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

    /** Whether the event was discarded for a consumer group. */
    boolean contains(OrderEventId event, String group) {
        var groups = discarded.getOrDefault(event.toString(), Set.of());
        return groups.contains(group) || groups.contains(ANYBODY);
    }

    /** Whether the event was discarded for any consumer group. */
    boolean contains(OrderEventId event) {
        return discarded.containsKey(event.toString());
    }

    /** Whether any event of an order was discarded for a consumer group. */
    boolean containsAnyOf(long orderId, String group) {
        return discarded.keySet().stream()
                .flatMap(event -> OrderEventId.parse(event).stream())
                .anyMatch(event -> event.orderId() == orderId && contains(event, group));
    }

    /** Whether a record without a readable id became a dead letter; it is then checked as such. */
    boolean hasDeadLetterOf(Position record) {
        return withoutId.contains(record);
    }
}
