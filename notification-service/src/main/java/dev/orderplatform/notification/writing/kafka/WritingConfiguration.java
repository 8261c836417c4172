package dev.orderplatform.notification.writing.kafka;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.inbox.EventConsumers;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.inbox.RegionConsumers;
import dev.orderplatform.inbox.UnknownTypes;
import dev.orderplatform.kafka.RegionBrokers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WritingConfiguration {
    @Bean
    RegionConsumers orderEvents(EventConsumers consumers, RegionBrokers brokers, EventHandler<OrderEvent> writing) {
        // Events of unknown types are skipped: this version has no text for them.
        return consumers.consumers(
                "notification-service", EventStreams.ORDER, writing, UnknownTypes.skipped(), brokers.regions());
    }
}
