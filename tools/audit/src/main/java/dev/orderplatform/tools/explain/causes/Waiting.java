package dev.orderplatform.tools.explain.causes;

import dev.orderplatform.tools.explain.evidence.OrderEvidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an order waits for now.
 *
 * @param state what keeps it in its state; none if the state is final
 * @param others effects that are missing, and what else is unresolved
 */
public record Waiting(List<Cause> state, List<Cause> others) {

    private static final Map<String, Finder> OF_STATE = Map.of(
            "UNDECIDED", new WaitsForDecision(),
            "PENDING", new WaitsForStock(),
            "CONFIRMED", new WaitsForPayment(),
            "PAID", new WaitsForParcels(),
            "SHIPPED", new WaitsForParcels(),
            "REFUND_PENDING", new WaitsForRefund());

    private static final List<Finder> OTHERS = List.of(new Unresolved(), new MissingEffects(), new FailingMessages());

    public Waiting {
        state = List.copyOf(state);
        others = List.copyOf(others);
    }

    public static Waiting of(OrderEvidence order) {
        var state = Optional.ofNullable(OF_STATE.get(order.order().status()))
                .map(finder -> ofState(finder, order))
                .orElse(List.of());
        var others = OTHERS.stream()
                .flatMap(finder -> finder.find(order))
                .filter(cause -> !state.contains(cause))
                .distinct()
                .toList();
        return new Waiting(state, others);
    }

    private static List<Cause> ofState(Finder finder, OrderEvidence order) {
        var found = finder.find(order).distinct().toList();
        return found.isEmpty() ? List.of(unexplained(order)) : found;
    }

    // The rows of several databases are not read at one instant: a change in between explains nothing.
    private static Cause unexplained(OrderEvidence order) {
        return Cause.of(
                Cause.Kind.UNEXPLAINED,
                "nothing was found that keeps it in this state; it may have changed meanwhile",
                "explain " + order.order().id(),
                "logs " + order.local("order-service"));
    }
}
