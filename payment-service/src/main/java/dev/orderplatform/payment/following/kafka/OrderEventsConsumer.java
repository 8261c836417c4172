package dev.orderplatform.payment.following.kafka;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.inbox.EventConsumers;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.inbox.UnknownTypes;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

@Configuration(proxyBeanMethods = false)
class OrderEventsConsumer {

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> orderEvents(
            EventConsumers consumers, EventHandler<OrderEvent> following, DataSource database) {
        return consumers.consumer("payment-service", EventStreams.ORDER, following, UnknownTypes.stored(database));
    }
}
