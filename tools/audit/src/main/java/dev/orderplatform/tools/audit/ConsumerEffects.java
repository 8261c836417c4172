package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import java.util.List;
import java.util.function.Function;

/** The effects of a stream's events in one consumer, to be compared with the events. */
final class ConsumerEffects {

    private static final String STORED =
            "SELECT event_id, type, stored_at < now() - interval '1 minute' FROM t_unknown_event"
                    + " WHERE starts_with(consumer, '%s') ORDER BY seq";

    private final String where;
    private final String group;
    private final EventSet effects;
    private final EventSet stored;
    private final Findings findings;

    /**
     * @param where the table of the effects, such as "inbox of inventory"
     * @param group the consumer group
     */
    ConsumerEffects(String where, String group, String aggregateType, Findings findings) {
        this.where = where;
        this.group = group;
        this.effects = new EventSet(aggregateType);
        this.stored = new EventSet(aggregateType);
        this.findings = findings;
    }

    void add(String eventId) {
        OrderEventId.parse(eventId)
                .filter(event -> event.aggregateType().equals(effects.aggregateType()))
                .ifPresentOrElse(this::add, () -> findings.breach(eventId + ": invalid event id in the " + where));
    }

    private void add(OrderEventId event) {
        if (!effects.add(event)) {
            findings.breach(event + ": twice in the " + where);
        }
    }

    /** Adds the events that the consumer stores until it is upgraded. They count as a breach after a minute. */
    ConsumerEffects storedIn(ReadOnlyDatabase database) {
        if (database.hasTable("t_unknown_event")) {
            database.each(STORED.formatted(group), row -> {
                var id = row.getString(1);
                OrderEventId.parse(id)
                        .filter(event -> event.aggregateType().equals(effects.aggregateType()))
                        .ifPresent(stored::add);
                if (row.getBoolean(3)) {
                    findings.breach(id + ": stored and not applied by " + group + ", which does not know its type "
                            + row.getString(2) + ", or that of an earlier event of the order");
                }
            });
        }
        return this;
    }

    /**
     * Checks that each event has an effect and each effect an event.
     *
     * @param topics the topics of all regions that this consumer reads
     */
    void compare(List<PublishedEvents> topics, DiscardedEvents discarded) {
        compare(topics, PublishedEvents::events, discarded);
    }

    /** The same for a consumer that skips some events. */
    void compare(List<PublishedEvents> topics, Function<PublishedEvents, EventSet> applied, DiscardedEvents discarded) {
        for (var topic : topics) {
            findings.checked(applied.apply(topic).size());
            applied.apply(topic).forEach(event -> {
                if (!effects.contains(event) && !stored.contains(event) && !discarded.contains(event, group)) {
                    findings.breach(event + ": published, not in the " + where);
                }
            });
        }
        effects.forEach(event -> {
            if (topics.stream().allMatch(topic -> topic.cover(event.orderId()))
                    && topics.stream().noneMatch(topic -> topic.events().contains(event))) {
                findings.breach(event + ": in the " + where + ", never published");
            }
        });
    }
}
