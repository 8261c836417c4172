package dev.orderplatform.tools.explain.causes;

import dev.orderplatform.tools.explain.evidence.EventRef;
import dev.orderplatform.tools.explain.evidence.OrderEvidence;
import dev.orderplatform.tools.explain.evidence.Parts;
import java.time.Duration;
import java.util.Optional;

/** Follows an event from its publisher's outbox to a consumer's inbox, and finds where it stopped. */
final class Delivery {

    /** A delivery takes less than that if all goes well. */
    static final Duration USUAL = Duration.ofSeconds(5);

    private final OrderEvidence order;
    private final EventRef event;
    private final Subscription consumer;

    Delivery(OrderEvidence order, EventRef event, Subscription consumer) {
        this.order = order;
        this.event = event;
        this.consumer = consumer;
    }

    /** Why the consumer has not applied the event; empty if it has. */
    static Optional<Cause> missing(OrderEvidence order, EventRef event, String group) {
        return new Delivery(order, event, Subscription.group(order, group)).missing();
    }

    Optional<Cause> missing() {
        if (order.deliveries().hasApplied(consumer.part(), event.id())) {
            return Optional.empty();
        }
        if (!order.hasRead(consumer.part())) {
            return Optional.of(unreadable(consumer.part(), consumer.postgres()));
        }
        return deadLetter().or(this::stored).or(this::unpublished).or(this::notApplied);
    }

    private Cause unreadable(String part, String server) {
        var why = order.parts().firstNotReady(server, part);
        return why.map(state -> NotReady.cause(state, unknown(), state.part() + " " + state.text()))
                .orElseGet(() -> Cause.of(
                        Cause.Kind.UNREADABLE, unknown() + ": the data of " + part + " could not be read", "status"));
    }

    private String unknown() {
        return "it is unknown whether " + consumer.part() + " has applied " + event.type();
    }

    private Optional<Cause> deadLetter() {
        return order.deliveries()
                .deadLetter(event.id(), consumer.group())
                .map(letter -> letter.discarded()
                        ? Cause.of(
                                Cause.Kind.DEAD_LETTER,
                                sentence("it became a dead letter, which was discarded"),
                                repair())
                        : Cause.of(
                                Cause.Kind.DEAD_LETTER,
                                sentence("it is a dead letter of " + consumer.group() + " (" + letter.reason() + ")"),
                                "dlt show --id " + event.id(),
                                "dlt replay --id " + event.id()));
    }

    private Optional<Cause> stored() {
        return order.deliveries()
                .stored(consumer.part(), event.id())
                .map(unknown -> Cause.of(
                        Cause.Kind.UNKNOWN_TYPE,
                        sentence("the consumer does not know the type " + unknown.type()
                                + ", or that of an earlier event of the order, and has stored it until it is upgraded"),
                        "status"));
    }

    private Optional<Cause> unpublished() {
        if (order.deliveries().isPublished(event.id())) {
            return Optional.empty();
        }
        var broker = order.local("kafka");
        if (order.deliveries().isInOutbox(event.id())) {
            return Optional.of(inOutbox(broker));
        }
        if (!order.hasRead(broker)) {
            // It may be published: then a consumer that is not ready is the cause.
            return notReady().isPresent() ? Optional.empty() : Optional.of(unreadable(broker, broker));
        }
        if (!order.hasRead(publisher())) {
            return Optional.of(unreadable(publisher(), order.local("postgres")));
        }
        return isRecent() || order.mayBeForgotten(event) ? Optional.empty() : Optional.of(lost());
    }

    private Cause inOutbox(String broker) {
        var waits = "it is not published and waits in the outbox of " + publisher();
        return order.parts()
                .firstNotReady(broker, publisher(), order.local("postgres"))
                .map(state -> NotReady.cause(state, subject(), waits + ", and " + state.part() + " " + state.text()))
                .orElseGet(() -> isRecent()
                        ? inProgress()
                        : Cause.of(
                                Cause.Kind.UNPUBLISHED,
                                sentence(waits + ", although all parts are ready"),
                                "logs " + publisher()));
    }

    private Cause lost() {
        return Cause.of(
                Cause.Kind.LOST_EVENT,
                sentence("it is neither in the outbox of " + publisher() + " nor on its topic"),
                repair());
    }

    // Resync publishes the order's own events again, and inventory-service answers them again.
    private String repair() {
        return event.id().startsWith("order-") || event.id().startsWith("stock-")
                ? "resync --events " + order.order().id()
                : "logs " + publisher();
    }

    private Optional<Cause> notApplied() {
        return order.mayBeForgotten(event)
                ? Optional.empty()
                : notReady()
                        .map(state -> NotReady.cause(state, subject(), state.part() + " " + state.text()))
                        .or(() -> Optional.of(isRecent() ? inProgress() : behind()));
    }

    private Cause behind() {
        return Cause.of(
                Cause.Kind.NOT_APPLIED,
                sentence("it happened " + Formats.duration(order.since(event.at()))
                        + " ago, and all parts are ready. The consumer is behind or fails"),
                "status",
                "logs " + consumer.part());
    }

    /** What keeps the consumer from applying a published event. */
    private Optional<Parts.State> notReady() {
        return order.parts().firstNotReady(consumer.part(), consumer.postgres(), order.local("kafka"));
    }

    private boolean isRecent() {
        return order.since(event.at()).compareTo(USUAL) < 0;
    }

    private Cause inProgress() {
        return Cause.of(Cause.Kind.IN_PROGRESS, sentence("it is on its way"));
    }

    private String sentence(String reason) {
        return subject() + ": " + reason;
    }

    private String subject() {
        return consumer.part() + " has not applied " + event.type();
    }

    private String publisher() {
        return order.local(
                switch (event.id().substring(0, event.id().indexOf('-'))) {
                    case "stock" -> "inventory-service";
                    case "payment" -> "payment-service";
                    case "parcel" -> "logistics-service";
                    default -> "order-service";
                });
    }
}
