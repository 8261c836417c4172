package dev.orderplatform.order.lifecycle.kafka;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.ShipmentEvent;
import dev.orderplatform.inbox.EventConsumers;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.inbox.UnknownTypes;
import dev.orderplatform.order.sharding.Shards;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

@Configuration(proxyBeanMethods = false)
class ShipmentEventsConsumer {

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> shipmentEvents(
            EventConsumers consumers, EventHandler<ShipmentEvent> applyShipmentEvents, Shards shards) {
        return consumers.consumer(
                "order-shipments", EventStreams.SHIPMENT, applyShipmentEvents, UnknownTypes.stored(shards.database(0)));
    }
}
