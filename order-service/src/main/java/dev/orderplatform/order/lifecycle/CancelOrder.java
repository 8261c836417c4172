package dev.orderplatform.order.lifecycle;

import dev.orderplatform.order.domain.Lifecycle;
import dev.orderplatform.order.domain.Status;
import dev.orderplatform.order.viewing.OrderNotFound;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The customer cancels an order; cancelling it again changes nothing. */
@Component
class CancelOrder {
    private final OrderSteps steps;

    CancelOrder(OrderSteps steps) {
        this.steps = steps;
    }

    /**
     * Blocks until the commit is durable.
     *
     * @throws OrderNotFound when it is not there, not decided yet, or somebody else's
     * @throws dev.orderplatform.order.domain.IllegalTransition where its state forbids it
     */
    void cancel(long userId, long orderId, String traceparent) {
        WantedStep cancel = WantedStep.cancel(orderId, Optional.of(traceparent));
        steps.take(List.of(cancel), Map.of(), (wanted, present) -> {
            Lifecycle order = present.filter(o -> o.userId() == userId && o.status() != Status.UNDECIDED)
                    .orElseThrow(OrderNotFound::new);
            return order.status() == Status.CANCELLED ? Optional.empty() : Optional.of(wanted.from(order));
        });
    }
}
