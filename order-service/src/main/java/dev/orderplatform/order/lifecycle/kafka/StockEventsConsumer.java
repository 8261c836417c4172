package dev.orderplatform.order.lifecycle.kafka;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.StockEvent;
import dev.orderplatform.inbox.EventConsumers;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.inbox.UnknownTypes;
import dev.orderplatform.order.sharding.Shards;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

@Configuration(proxyBeanMethods = false)
class StockEventsConsumer {

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> stockEvents(
            EventConsumers consumers, EventHandler<StockEvent> handler, Shards shards) {
        return consumers.consumer(
                "order-service", EventStreams.STOCK, handler, UnknownTypes.stored(shards.database(0)));
    }
}
