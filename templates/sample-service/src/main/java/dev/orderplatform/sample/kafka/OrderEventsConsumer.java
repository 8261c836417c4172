package dev.orderplatform.sample.kafka;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.inbox.EventConsumers;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.inbox.RegionConsumers;
import dev.orderplatform.inbox.UnknownTypes;
import dev.orderplatform.kafka.RegionBrokers;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OrderEventsConsumer {
    @Bean
    RegionConsumers orderEvents(
            EventConsumers consumers, RegionBrokers brokers, EventHandler<OrderEvent> following, DataSource database) {
        // Stored, not skipped: an event of a type that only a later version knows is applied by that version.
        return consumers.consumers(
                "sample-service", EventStreams.ORDER, following, UnknownTypes.stored(database), brokers.regions());
    }
}
