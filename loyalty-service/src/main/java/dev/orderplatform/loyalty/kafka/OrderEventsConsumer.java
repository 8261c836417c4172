package dev.orderplatform.loyalty.kafka;

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
        // Events of unknown types are stored for a later version. Later events need not wait behind them: points do not
        // depend on the order of arrival.
        return consumers.consumers(
                "loyalty-service",
                EventStreams.ORDER,
                following,
                UnknownTypes.storedByVersion(database),
                brokers.regions());
    }
}
