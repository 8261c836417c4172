package dev.orderplatform.order.lifecycle;

import dev.orderplatform.contracts.ShipmentEvent;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.order.sharding.ShardFanOut;
import dev.orderplatform.regions.OwnedSlots;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Stores the parcels of orders, and makes the transitions that follow from them. */
@Component
class ApplyShipmentEvents extends ShardedEventHandler<ShipmentEvent> {
    private final ApplyTransitions transitions;

    ApplyShipmentEvents(ApplyTransitions transitions, OwnedSlots slots, ShardFanOut databases) {
        super(databases, slots, ShipmentEvent::orderId);
        this.transitions = transitions;
    }

    @Override
    void apply(List<ReceivedEvent<ShipmentEvent>> owned, Map<String, Long> causes) {
        transitions.applyParcels(owned, causes);
    }
}
