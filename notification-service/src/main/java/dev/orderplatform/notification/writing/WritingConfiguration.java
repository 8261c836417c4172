package dev.orderplatform.notification.writing;

import dev.orderplatform.contracts.Stream;
import dev.orderplatform.inbox.EventConsumers;
import dev.orderplatform.notification.channel.Channel;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

@Configuration(proxyBeanMethods = false)
class WritingConfiguration {

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> orderEvents(
            EventConsumers consumers, DataSource database, List<Channel> channels) {
        return consumers.consumer("notification-service", Stream.ORDER, new WriteNotifications(database, channels));
    }
}
