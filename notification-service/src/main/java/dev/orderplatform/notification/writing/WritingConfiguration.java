package dev.orderplatform.notification.writing;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.inbox.EventConsumers;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.inbox.RegionConsumers;
import dev.orderplatform.inbox.UnknownTypes;
import dev.orderplatform.kafka.RegionBrokers;
import dev.orderplatform.notification.channel.Channel;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WritingConfiguration {
    /** Under load fewer, larger transactions; a lone notification waits that long for it. */
    private static final Duration GATHERING = Duration.ofMillis(100);

    @Bean
    EventHandler<OrderEvent> writeNotifications(DataSource database, List<Channel> channels) {
        return new WriteNotifications(database, channels);
    }

    @Bean
    @ConditionalOnProperty(name = "platform.flow", havingValue = "events", matchIfMissing = true)
    RegionConsumers orderEvents(
            EventConsumers consumers, RegionBrokers brokers, EventHandler<OrderEvent> writeNotifications) {
        // A customer may miss a notification of a kind that this version has no words for.
        return consumers.consumers(
                "notification-service",
                EventStreams.ORDER,
                writeNotifications,
                UnknownTypes.skipped(),
                brokers.regions(),
                GATHERING);
    }
}
