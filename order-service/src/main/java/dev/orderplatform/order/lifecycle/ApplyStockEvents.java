package dev.orderplatform.order.lifecycle;

import dev.orderplatform.contracts.StockEvent;
import dev.orderplatform.contracts.StockRejectedEvent;
import dev.orderplatform.contracts.StockReleasedEvent;
import dev.orderplatform.contracts.StockReservedEvent;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.order.ownership.OwnSlots;
import dev.orderplatform.order.sharding.EachDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Confirms or rejects orders as inventory decided. A poll's events become one transaction a database, all at once; when
 * one fails the poll comes again, and what the others did is not done twice. An order whose slot another region has
 * taken over is left to it: it asks its own inventory.
 */
@Component
class ApplyStockEvents implements EventHandler<StockEvent> {
    private final OrderSteps steps;
    private final OwnSlots slots;
    private final EachDatabase databases;

    ApplyStockEvents(OrderSteps steps, OwnSlots slots, EachDatabase databases) {
        this.steps = steps;
        this.slots = slots;
        this.databases = databases;
    }

    @Override
    public void handle(List<ReceivedEvent<StockEvent>> events) {
        databases.forEach(events, received -> received.event().orderId(), (_, share) -> apply(share));
    }

    private void apply(List<ReceivedEvent<StockEvent>> events) {
        Map<String, Long> causes = new LinkedHashMap<>();
        List<WantedStep> wanted = new ArrayList<>();
        for (ReceivedEvent<StockEvent> event : events) {
            causes.put(event.event().id().toString(), event.event().orderId());
            if (slots.owns(OrderId.slot(event.event().orderId()))) {
                stepOf(event).ifPresent(wanted::add);
            }
        }
        steps.take(wanted, causes, OrderSteps::ifAllowed);
    }

    private static Optional<WantedStep> stepOf(ReceivedEvent<StockEvent> received) {
        return switch (received.event()) {
            case StockReservedEvent event -> Optional.of(WantedStep.confirm(event.orderId(), received.traceparent()));
            case StockRejectedEvent event ->
                Optional.of(WantedStep.reject(event.orderId(), event.rejection(), received.traceparent()));
            case StockReleasedEvent _ -> Optional.empty();
        };
    }
}
