package dev.orderplatform.order.lifecycle;

import dev.orderplatform.contracts.StockEvent;
import dev.orderplatform.contracts.StockRejectedEvent;
import dev.orderplatform.contracts.StockReleasedEvent;
import dev.orderplatform.contracts.StockReservedEvent;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.order.domain.IllegalTransition;
import dev.orderplatform.order.domain.Order;
import dev.orderplatform.order.ownership.OwnedSlots;
import dev.orderplatform.order.sharding.ShardFanOut;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/**
 * Confirms or rejects orders as inventory decided. The events of a poll are applied in one transaction per database,
 * concurrently. If one fails, the poll is redelivered, and what the others committed is not applied twice. Orders whose
 * slot another region has taken over are skipped: that region asks its own inventory.
 */
@Component
class ApplyStockEvents implements EventHandler<StockEvent> {
    private final ApplyTransitions transitions;
    private final OwnedSlots slots;
    private final ShardFanOut databases;

    ApplyStockEvents(ApplyTransitions transitions, OwnedSlots slots, ShardFanOut databases) {
        this.transitions = transitions;
        this.slots = slots;
        this.databases = databases;
    }

    @Override
    public void handle(List<ReceivedEvent<StockEvent>> events) {
        databases.forEach(events, received -> received.event().orderId(), (_, share) -> apply(share));
    }

    private void apply(List<ReceivedEvent<StockEvent>> events) {
        Map<String, Long> causes = new LinkedHashMap<>();
        List<TransitionRequest> requests = new ArrayList<>();
        for (ReceivedEvent<StockEvent> event : events) {
            causes.put(event.event().id().toString(), event.event().orderId());
            if (slots.owns(OrderId.slot(event.event().orderId()))) {
                requestOf(event).ifPresent(requests::add);
            }
        }
        transitions.apply(requests, causes, ApplyStockEvents::afterEvent);
    }

    private static Optional<TransitionRequest> requestOf(ReceivedEvent<StockEvent> received) {
        Optional<UnaryOperator<Order>> transition = switch (received.event()) {
            case StockReservedEvent _ -> Optional.of(Order::confirm);
            case StockRejectedEvent event -> Optional.of(order -> order.reject(event.rejection()));
            case StockReleasedEvent _ -> Optional.empty();
        };
        return transition.map(step -> new TransitionRequest(received.event().orderId(), step, received.traceparent()));
    }

    /**
     * Skips a transition that is repeated or comes too late. One that comes too early fails the batch, so that its
     * event is not recorded as applied, and the consumer retries until the transition is allowed.
     */
    static Optional<Order> afterEvent(TransitionRequest request, Optional<Order> present) {
        // The order may never arrive, so its event must not block the others: it becomes a dead letter, which can be
        // replayed.
        Order order =
                present.orElseThrow(() -> new IllegalStateException("order " + request.orderId() + " does not exist"));
        try {
            return Optional.of(request.transition().apply(order));
        } catch (IllegalTransition e) {
            if (e.isTooEarly()) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
