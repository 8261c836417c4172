package dev.orderplatform.outbox;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import dev.orderplatform.kafka.KafkaEvents;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The outbox of a service that has declared its {@link OutboxTables}. */
@AutoConfiguration
@ConditionalOnBean(OutboxTables.class)
@EnableConfigurationProperties(OutboxProperties.class)
class OutboxAutoConfiguration {
    private static final Duration MAX_RETRY = Duration.ofSeconds(5);

    @Bean
    PublishedRows publishedRows(OutboxTables tables) {
        return new PublishedRows(
                tables.all().stream().map(OutboxTable::database).toList());
    }

    // One thread, so that events leave in the order of their commits.
    @Bean
    ExecutorService outboxSender() {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("outbox-sender").daemon().factory());
    }

    @Bean
    FastPath outbox(
            KafkaEvents kafka, ExecutorService outboxSender, PublishedRows published, OutboxProperties properties) {
        InFlight inFlight = new InFlight(
                properties.fastPathCapacity(), properties.fastPathBytes().toBytes());
        return new FastPath(kafka, outboxSender, published, inFlight);
    }

    /** Before the service is ready, so that its first order's event does not wait for it. */
    @Bean
    ApplicationRunner producerConnection(OutboxTables tables, KafkaEvents kafka) {
        return _ -> tables.topics().forEach(kafka::connect);
    }

    @Bean(initMethod = "start")
    PeriodicTask outboxSweeper(OutboxTables tables, KafkaEvents kafka, FastPath outbox, OutboxProperties properties) {
        Sweeper sweeper = new Sweeper(tables.all(), kafka, outbox, properties);
        Duration interval = properties.sweepInterval();
        Schedule schedule =
                Schedule.every(interval).startingAtOnce().retryingAfter(interval.multipliedBy(2), MAX_RETRY);
        return new PeriodicTask("outbox-sweeper", schedule, sweeper::sweepAll);
    }
}
