package dev.orderplatform.order.lifecycle;

import dev.orderplatform.order.domain.Order;
import dev.orderplatform.order.domain.OrderNotFound;
import dev.orderplatform.order.domain.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The customer cancels an order, which refunds a paid one; cancelling it again changes nothing. */
@Component
public class CancelOrder {
    private final ApplyTransitions transitions;

    CancelOrder(ApplyTransitions transitions) {
        this.transitions = transitions;
    }

    /**
     * Blocks until the commit is durable.
     *
     * @throws OrderNotFound when it does not exist, is not decided yet, or belongs to another user
     * @throws IllegalTransition when its state does not allow it
     */
    public void cancel(long userId, long orderId, String traceparent) {
        TransitionRequest cancel = new TransitionRequest(orderId, Order::cancel, Optional.of(traceparent));
        transitions.apply(List.of(cancel), Map.of(), (request, present) -> {
            Order order = present.filter(found -> found.userId() == userId && found.status() != Status.UNDECIDED)
                    .orElseThrow(OrderNotFound::new);
            return order.isCancelled()
                    ? Optional.empty()
                    : Optional.of(request.transition().apply(order));
        });
    }
}
