package dev.orderplatform.inbox;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.kafka.KafkaClusters;
import dev.orderplatform.kafka.KafkaEventSender;
import dev.orderplatform.telemetry.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.kafka.KafkaProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Provides {@link EventConsumers}. */
@AutoConfiguration
@EnableConfigurationProperties({InboxProperties.class, KafkaProperties.class})
class InboxAutoConfiguration {

    @Bean
    FirstAssignments firstAssignments(InboxProperties properties) {
        return new FirstAssignments(properties.joinTimeout());
    }

    @Bean
    StoredEvents storedEvents(InboxProperties properties) {
        return new StoredEvents(properties);
    }

    /** A bean only for the health indicator; {@link StoredEvents} starts and stops the task. */
    @Bean(destroyMethod = "")
    PeriodicTask storedEventsTask(StoredEvents events) {
        return events.task();
    }

    @Bean
    EventConsumers eventConsumers(
            KafkaProperties kafkaProperties,
            KafkaEventSender kafka,
            KafkaClusters clusters,
            InboxProperties properties,
            FirstAssignments assignments,
            StoredEvents storedEvents,
            Traces traces,
            MeterRegistry meters) {
        return new EventConsumers(
                kafkaProperties, kafka, clusters, properties, assignments, storedEvents, traces, meters);
    }
}
