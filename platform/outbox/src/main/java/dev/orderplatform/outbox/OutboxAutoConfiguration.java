package dev.orderplatform.outbox;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import dev.orderplatform.kafka.KafkaEventSender;
import dev.orderplatform.kafka.LeaderEpochs;
import dev.orderplatform.postgres.BacklogGauges;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Configures the outbox of a service that declares {@link OutboxTables}. */
@AutoConfiguration
@ConditionalOnBean(OutboxTables.class)
@EnableConfigurationProperties(OutboxProperties.class)
class OutboxAutoConfiguration {
    private static final Duration MAX_RETRY = Duration.ofSeconds(5);
    /** Deletions are not urgent, and each run costs one statement per table. */
    private static final Duration CLEANING_INTERVAL = Duration.ofSeconds(1);

    private static final Duration METER_INTERVAL = Duration.ofSeconds(5);

    @Bean
    OutboxCleaner outboxCleaner(LeaderEpochs leaderEpochs, OutboxTables tables, OutboxProperties properties) {
        return new OutboxCleaner(leaderEpochs, tables, properties);
    }

    @Bean(initMethod = "start")
    PeriodicTask outboxCleaning(OutboxCleaner cleaner) {
        return new PeriodicTask("outbox-cleaner", Schedule.every(CLEANING_INTERVAL), cleaner::clean);
    }

    // One thread, so that events are sent in commit order.
    @Bean
    ExecutorService outboxSender() {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("outbox-sender").daemon().factory());
    }

    @Bean
    ImmediatePublisher immediatePublisher(
            KafkaEventSender kafka, ExecutorService outboxSender, OutboxCleaner cleaner, OutboxProperties properties) {
        InFlight inFlight = new InFlight(
                properties.immediateEvents(), properties.immediateBytes().toBytes());
        return new ImmediatePublisher(kafka, outboxSender, cleaner, inFlight);
    }

    @Bean
    Outbox outbox(Publisher publisher) {
        return new Outbox(publisher);
    }

    /** Before readiness, so that the first event does not wait for the connection. */
    @Bean
    ApplicationRunner producerConnection(OutboxTables tables, KafkaEventSender kafka) {
        return _ -> tables.topics().forEach(kafka::connect);
    }

    @Bean
    OutboxRelay outboxRelay(
            OutboxTables tables,
            KafkaEventSender kafka,
            ImmediatePublisher immediate,
            OutboxCleaner cleaner,
            OutboxProperties properties) {
        return new OutboxRelay(tables, kafka, immediate, cleaner, properties);
    }

    @Bean(initMethod = "start")
    PeriodicTask outboxMeters(OutboxTables tables, MeterRegistry meters) {
        BacklogGauges gauges = new BacklogGauges(meters, "platform.outbox", "database", tables.backlogs());
        return new PeriodicTask("outbox-meters", Schedule.every(METER_INTERVAL), gauges::read);
    }

    @Bean(initMethod = "start")
    PeriodicTask outboxRelaying(OutboxRelay relay, OutboxProperties properties) {
        Duration interval = properties.relayInterval();
        Schedule schedule = Schedule.every(interval).retryingAfter(interval.multipliedBy(2), MAX_RETRY);
        return new PeriodicTask("outbox-relay", schedule, relay::publishAll);
    }
}
