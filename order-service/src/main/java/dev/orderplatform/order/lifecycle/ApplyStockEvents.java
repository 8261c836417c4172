package dev.orderplatform.order.lifecycle;

import dev.orderplatform.contracts.StockEvent;
import dev.orderplatform.contracts.StockRejectedEvent;
import dev.orderplatform.contracts.StockReleasedEvent;
import dev.orderplatform.contracts.StockReservedEvent;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.order.domain.Order;
import dev.orderplatform.order.sharding.ShardFanOut;
import dev.orderplatform.regions.OwnedSlots;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Confirms or rejects orders as inventory decided. */
@Component
class ApplyStockEvents extends ShardedEventHandler<StockEvent> {
    private final ApplyTransitions transitions;

    ApplyStockEvents(ApplyTransitions transitions, OwnedSlots slots, ShardFanOut databases) {
        super(databases, slots, StockEvent::orderId);
        this.transitions = transitions;
    }

    @Override
    void apply(List<ReceivedEvent<StockEvent>> owned, Map<String, Long> causes) {
        List<TransitionRequest> requests =
                owned.stream().flatMap(received -> requestOf(received).stream()).toList();
        transitions.apply(requests, causes, ApplyTransitions::afterEvent);
    }

    private static Optional<TransitionRequest> requestOf(ReceivedEvent<StockEvent> received) {
        Optional<UnaryOperator<Order>> transition = switch (received.event()) {
            case StockReservedEvent _ -> Optional.of(Order::confirm);
            case StockRejectedEvent event -> Optional.of(order -> order.reject(event.rejection()));
            case StockReleasedEvent _ -> Optional.empty();
        };
        return transition.map(step -> new TransitionRequest(received.event().orderId(), step, received.traceparent()));
    }
}
