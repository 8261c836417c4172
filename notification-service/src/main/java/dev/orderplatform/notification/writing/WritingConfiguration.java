package dev.orderplatform.notification.writing;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.inbox.EventConsumers;
import dev.orderplatform.inbox.RegionConsumers;
import dev.orderplatform.inbox.UnknownTypes;
import dev.orderplatform.kafka.RegionBrokers;
import dev.orderplatform.notification.channel.Channel;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WritingConfiguration {
    /** Under load fewer, larger transactions; a lone notification waits that long for it. */
    private static final Duration GATHERING = Duration.ofMillis(100);

    @Bean
    RegionConsumers orderEvents(
            EventConsumers consumers, RegionBrokers brokers, DataSource database, List<Channel> channels) {
        // A customer may miss a notification of a kind that this version has no words for.
        return consumers.consumers(
                "notification-service",
                EventStreams.ORDER,
                new WriteNotifications(database, channels),
                UnknownTypes.skipped(),
                brokers.regions(),
                GATHERING);
    }
}
