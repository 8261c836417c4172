package dev.orderplatform.outbox;

import com.zaxxer.hikari.HikariDataSource;
import dev.orderplatform.contracts.Event;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.StockEvent;
import dev.orderplatform.contracts.StockReleasedEvent;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.EventRecords;
import dev.orderplatform.kafka.KafkaEventSender;
import dev.orderplatform.kafka.LeaderEpochs;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.runtime.kafka.Topic;
import dev.orderplatform.runtime.postgres.PostgresDatabase;
import dev.orderplatform.runtime.postgres.PostgresRole;
import dev.orderplatform.servers.ServiceTables;
import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.servers.TemporaryKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/** A service that only publishes, with real servers. */
final class RunningOutbox implements AutoCloseable {
    // Several instances use one database.
    private static final String CREATE_TABLE =
            ServiceTables.create("t_outbox").replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS");

    private final TemporaryKafka kafka;
    private final ConfigurableApplicationContext context;

    private RunningOutbox(TemporaryKafka kafka, ConfigurableApplicationContext context) {
        this.kafka = kafka;
        this.context = context;
    }

    static RunningOutbox start(String database, TemporaryKafka kafka, String... properties) {
        SharedServers.postgres()
                .ensure(
                        List.of(new PostgresRole("outbox_owner", "owner")),
                        List.of(new PostgresDatabase(database, "outbox_owner", List.of())));
        kafka.ensure(List.of(new Topic(EventStreams.STOCK.topic(), 8)));
        List<String> arguments = new ArrayList<>(List.of(
                "--test.url=" + SharedServers.postgres().url(database),
                "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--spring.flyway.enabled=false"));
        arguments.addAll(List.of(properties));
        var application = new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "platform.outbox.relay-interval=100ms",
                        "platform.outbox.relay-grace=500ms",
                        "platform.outbox.flush-time=0s");
        return new RunningOutbox(kafka, application.run(arguments.toArray(String[]::new)));
    }

    /** An event of an order. */
    static EventMessage event(long orderId, int version) {
        Event event = new StockReleasedEvent(orderId, version, 1, Instant.now());
        return EventMessage.of(event, Optional.empty());
    }

    OutboxTable table() {
        return context.getBean(OutboxTables.class).all().getFirst();
    }

    /** Commits events and publishes them, like a service. */
    void commit(EventMessage... events) {
        Transaction.run(table().database(), transaction -> {
            context.getBean(Outbox.class).append(transaction, table(), List.of(events));
            return true;
        });
    }

    /** Commits events without publishing them, like a crashed process. */
    void store(EventMessage... events) {
        store(List.of(events));
    }

    void store(List<EventMessage> events) {
        Transaction.run(table().database(), transaction -> {
            table().insert(transaction, events);
            return true;
        });
    }

    /** Another process's relay, with this grace period. */
    OutboxRelay relay(Duration grace) {
        OutboxProperties properties = properties(Duration.ZERO, grace);
        return new OutboxRelay(
                context.getBean(OutboxTables.class),
                context.getBean(KafkaEventSender.class),
                publisher(Runnable::run, 0, 0),
                cleaner(properties),
                properties);
    }

    private static OutboxProperties properties(Duration flushTime, Duration grace) {
        return new OutboxProperties(0, DataSize.ofBytes(0), flushTime, Duration.ofSeconds(1), grace, 50);
    }

    private OutboxCleaner cleaner(OutboxProperties properties) {
        return new OutboxCleaner(context.getBean(LeaderEpochs.class), context.getBean(OutboxTables.class), properties);
    }

    /** Another process's cleaner. */
    OutboxCleaner cleaner(Duration flushTime) {
        return cleaner(properties(flushTime, flushTime.plusMinutes(1)));
    }

    /** Sends an event like another process and waits for the acknowledgement. */
    TopicPartition send(EventMessage event) {
        return context.getBean(KafkaEventSender.class)
                .send(EventStreams.STOCK, event)
                .join();
    }

    /** Another process's publisher. */
    ImmediatePublisher publisher(Executor sender, int maxEvents, long maxBytes) {
        return new ImmediatePublisher(
                context.getBean(KafkaEventSender.class),
                sender,
                context.getBean(OutboxCleaner.class),
                new InFlight(maxEvents, maxBytes));
    }

    void execute(String sql) {
        Transaction.run(table().database(), transaction -> {
            try (var statement = transaction.connection().createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    long rows() {
        return Transaction.run(table().database(), transaction -> {
            try (var select = transaction.prepare("SELECT count(*) FROM t_outbox");
                    var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    long rows(long orderId) {
        return Transaction.run(
                table().database(),
                transaction -> table().waiting(transaction, List.of(Long.toString(orderId)))
                        .getOrDefault(Long.toString(orderId), List.of())
                        .size());
    }

    /** Versions by order, in topic sequence. */
    Map<Long, List<Integer>> published() {
        return kafka.records(EventStreams.STOCK.topic()).stream()
                .map(record -> EventRecords.read(EventStreams.STOCK, record)
                        .orElseThrow()
                        .event())
                .collect(Collectors.groupingBy(
                        StockEvent::orderId, Collectors.mapping(StockEvent::version, Collectors.toList())));
    }

    List<Integer> published(long orderId) {
        return published().getOrDefault(orderId, List.of());
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {

        @Bean
        HikariDataSource database(Environment environment) {
            HikariDataSource database = new HikariDataSource();
            database.setJdbcUrl(environment.getRequiredProperty("test.url"));
            database.setUsername("outbox_owner");
            database.setPassword("owner");
            return database;
        }

        @Bean
        OutboxTables outboxTables(DataSource database) {
            Transaction.run(database, transaction -> {
                try (var statement = transaction.connection().createStatement()) {
                    return statement.execute(CREATE_TABLE);
                }
            });
            return new OutboxTables(List.of(new OutboxTable(database, "t_outbox", EventStreams.STOCK)));
        }
    }
}
