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
 * Confirms or rejects orders as inventory decided. A poll's events become one transaction a database, all at once; when
 * one fails the poll comes again, and what the others did is not done twice. An order whose slot another region has
 * taken over is left to it: it asks its own inventory.
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
     * A transition that is repeated or comes too late is left out; one that comes too early fails the batch, so that its event is
     * not recorded as applied and the consumer tries again until it is due.
     */
    static Optional<Order> afterEvent(TransitionRequest request, Optional<Order> present) {
        // Nothing says that such an order will ever come, so its event must not hold up the others: as a dead letter it
        // is kept and can be replayed.
        Order order =
                present.orElseThrow(() -> new IllegalStateException("order " + request.orderId() + " is not there"));
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
