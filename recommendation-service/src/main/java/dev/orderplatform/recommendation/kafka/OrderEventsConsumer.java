package dev.orderplatform.recommendation.kafka;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.inbox.EventConsumers;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.inbox.RegionConsumers;
import dev.orderplatform.inbox.UnknownTypes;
import dev.orderplatform.kafka.RegionBrokers;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OrderEventsConsumer {
    /** Makes fewer, larger transactions under load. */
    private static final Duration LINGER = Duration.ofMillis(500);

    @Bean
    RegionConsumers orderEvents(
            EventConsumers consumers, RegionBrokers brokers, EventHandler<OrderEvent> counting, DataSource database) {
        // Later events of an order need not wait behind an unknown one: their sequence does not matter.
        return consumers.consumers(
                "recommendation-service",
                EventStreams.ORDER,
                counting,
                UnknownTypes.storedByVersion(database),
                brokers.regions(),
                LINGER);
    }
}
