package dev.orderplatform.tools.explain.causes;

import dev.orderplatform.tools.explain.evidence.OrderEvidence;
import java.time.Duration;
import java.util.stream.Stream;

/** An UNDECIDED order waits for the outcome of its global transaction. */
final class WaitsForDecision implements Finder {

    /** Twice the timeout of a global transaction: until then the coordinator decides. */
    private static final Duration DECIDED_AFTER = Duration.ofSeconds(10);

    @Override
    public Stream<Cause> find(OrderEvidence order) {
        var subject = "its global transaction " + order.order().xid().orElse("(without xid)") + " is undecided, "
                + rows(order);
        var parts = Stream.concat(
                        Stream.of("seata", order.local("order-service"), order.local("postgres")),
                        order.home().otherRegions().stream()
                                .flatMap(region -> Stream.of("order-service-" + region, "postgres-" + region)))
                .toArray(String[]::new);
        return Stream.of(order.parts()
                .firstNotReady(parts)
                .map(state -> NotReady.cause(state, subject, state.part() + " " + state.text()))
                .orElseGet(() -> order.since(order.order().createdAt()).compareTo(DECIDED_AFTER) < 0
                        ? Cause.of(Cause.Kind.IN_PROGRESS, subject + ": the coordinator decides it within seconds")
                        : Cause.of(
                                Cause.Kind.UNDECIDED,
                                subject + ", although all parts are ready",
                                "logs " + order.local("order-service"),
                                "logs seata")));
    }

    private static String rows(OrderEvidence order) {
        var other = order.replica()
                .map(replica -> "and is in " + replica.readIn() + " as " + replica.status())
                .orElse("and is in no other region");
        return "stored in " + order.order().readIn() + (order.order().undoLog() ? " with" : " without") + " undo log, "
                + other;
    }
}
