package dev.orderplatform.outbox;

import com.zaxxer.hikari.HikariDataSource;
import dev.orderplatform.contracts.Event;
import dev.orderplatform.contracts.StockReleasedEvent;
import dev.orderplatform.contracts.Stream;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.EventRecords;
import dev.orderplatform.kafka.KafkaEvents;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.stack.kafka.Topic;
import dev.orderplatform.stack.postgres.PostgresDatabase;
import dev.orderplatform.stack.postgres.PostgresRole;
import dev.orderplatform.stack.testing.SharedServers;
import dev.orderplatform.stack.testing.TemporaryKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/** A service that does nothing but publish, over real servers. */
final class RunningOutbox implements AutoCloseable {
    private static final String CREATE_TABLE = "CREATE TABLE IF NOT EXISTS t_outbox (order_id bigint, version int,"
            + " type text NOT NULL, payload text NOT NULL, traceparent text, created_at timestamptz DEFAULT now(),"
            + " PRIMARY KEY (order_id, version))";

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
        kafka.ensure(List.of(new Topic(Stream.STOCK.topic(), 8)));
        List<String> arguments = new ArrayList<>(List.of(
                "--test.url=" + SharedServers.postgres().url(database),
                "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--spring.flyway.enabled=false"));
        arguments.addAll(List.of(properties));
        var application = new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.NONE)
                .properties("platform.outbox.sweep-interval=100ms", "platform.outbox.sweep-grace=500ms");
        return new RunningOutbox(kafka, application.run(arguments.toArray(String[]::new)));
    }

    /** Version after version of something happens to an order. */
    static EventMessage event(long orderId, int version) {
        Event event = new StockReleasedEvent(orderId, version, Instant.now());
        return EventMessage.of(event, Optional.empty());
    }

    OutboxTable table() {
        return context.getBean(OutboxTables.class).all().getFirst();
    }

    /** Commits events, and publishes them as a service does. */
    void commit(EventMessage... events) {
        Collection<OutboxKey> waiting = store(List.of(events));
        context.getBean(Outbox.class).committed(table(), List.of(events), waiting);
    }

    /** Commits events and dies before they are published. Returns what waited then. */
    Collection<OutboxKey> store(List<EventMessage> events) {
        Set<Long> orders = events.stream().map(EventMessage::orderId).collect(Collectors.toSet());
        return Transaction.run(table().database(), transaction -> {
            table().append(transaction, events);
            return table().waiting(transaction, orders);
        });
    }

    /** Another process's sweeper. */
    Sweeper sweeper(Duration grace) {
        return new Sweeper(
                List.of(table()),
                context.getBean(KafkaEvents.class),
                fastPath(Runnable::run, 0, 0),
                new OutboxProperties(0, DataSize.ofBytes(0), Duration.ofSeconds(1), grace, 50));
    }

    /** Another process's fast path. */
    FastPath fastPath(Executor sender, int maxEvents, long maxBytes) {
        return new FastPath(
                context.getBean(KafkaEvents.class),
                sender,
                context.getBean(PublishedRows.class),
                new InFlight(maxEvents, maxBytes));
    }

    long rows() {
        return Transaction.run(table().database(), connection -> {
            try (var select = connection.prepareStatement("SELECT count(*) FROM t_outbox");
                    var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    /** Versions in their order on the topic, by order. */
    Map<Long, List<Integer>> published() {
        return kafka.records(Stream.STOCK.topic()).stream()
                .map(record -> EventRecords.read(record).orElseThrow().event())
                .collect(
                        Collectors.groupingBy(Event::orderId, Collectors.mapping(Event::version, Collectors.toList())));
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
            Transaction.run(database, connection -> {
                try (var statement = connection.createStatement()) {
                    return statement.execute(CREATE_TABLE);
                }
            });
            return new OutboxTables(List.of(new OutboxTable(database, "t_outbox", Stream.STOCK)));
        }
    }
}
