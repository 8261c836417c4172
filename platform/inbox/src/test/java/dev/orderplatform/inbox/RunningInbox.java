package dev.orderplatform.inbox;

import com.zaxxer.hikari.HikariDataSource;
import dev.orderplatform.contracts.EventId;
import dev.orderplatform.contracts.EventStream;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.StockEvent;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.EventRecords;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.runtime.kafka.Topic;
import dev.orderplatform.runtime.postgres.PostgresDatabase;
import dev.orderplatform.runtime.postgres.PostgresRole;
import dev.orderplatform.servers.ServiceTables;
import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.servers.TemporaryPostgres;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** A service that counts the events of each order, with real servers. */
final class RunningInbox implements AutoCloseable {
    private final HikariDataSource database = new HikariDataSource();
    private final InboxTable inbox = new InboxTable("t_inbox");
    private final ConfigurableApplicationContext context;

    RunningInbox(String name, TemporaryPostgres postgres) {
        postgres.ensure(
                List.of(new PostgresRole("inbox_owner", "owner")),
                List.of(new PostgresDatabase(name, "inbox_owner", List.of())));
        SharedServers.kafka()
                .ensure(List.of(
                        new Topic(EventStreams.STOCK.topic(), 8),
                        new Topic(EventStream.deadLetterTopic(EventStreams.STOCK.topic()), 8)));
        database.setJdbcUrl(postgres.url(name));
        database.setUsername("inbox_owner");
        database.setPassword("owner");
        database.setConnectionTimeout(2_000);
        execute(ServiceTables.create("t_inbox")
                + " CREATE TABLE t_effect (order_id bigint PRIMARY KEY, times int NOT NULL);"
                + " CREATE TABLE t_applied (seq bigserial PRIMARY KEY, event_id text NOT NULL);"
                + ServiceTables.create("t_unknown_event"));
        context = new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.kafka.bootstrap-servers="
                                + SharedServers.kafka().bootstrapServers(),
                        "--platform.inbox.max-back-off=1s",
                        "--platform.inbox.stored-interval=200ms",
                        "--platform.inbox.join-timeout=60s",
                        "--spring.flyway.enabled=false",
                        "--spring.autoconfigure.exclude="
                                + "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration");
    }

    EventConsumers consumers() {
        return context.getBean(EventConsumers.class);
    }

    /** Waits for all consumers, like a service at startup. */
    void awaitReadiness() throws InterruptedException {
        context.getBean(FirstAssignments.class).run(new DefaultApplicationArguments());
    }

    HikariDataSource database() {
        return database;
    }

    Set<EventId> recordNew(Transaction transaction, List<EventId> ids) throws SQLException {
        return inbox.recordNew(transaction, ids);
    }

    /** In one transaction, increments the count of each new event's order. */
    void count(List<ReceivedEvent<StockEvent>> events) {
        Transaction.run(database, transaction -> {
            Set<EventId> fresh = recordNew(
                    transaction, events.stream().map(e -> e.event().id()).toList());
            try (var upsert = transaction.prepare(
                    "WITH applied AS (INSERT INTO t_applied (event_id) VALUES (?)) INSERT INTO t_effect VALUES (?, 1)"
                            + " ON CONFLICT (order_id) DO UPDATE SET times = t_effect.times + 1")) {
                for (ReceivedEvent<StockEvent> event : events) {
                    if (fresh.contains(event.event().id())) {
                        upsert.setString(1, event.event().id().toString());
                        upsert.setLong(2, event.event().orderId());
                        upsert.executeUpdate();
                    }
                }
            }
            return true;
        });
    }

    void send(EventMessage event) {
        send(EventRecords.write(EventStreams.STOCK, event));
    }

    void send(ProducerRecord<String, byte[]> record) {
        sendTogether(List.of(record));
    }

    /** Sends records so that a consumer gets those of a partition in one batch. */
    void sendTogether(List<ProducerRecord<String, byte[]>> records) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", SharedServers.kafka().bootstrapServers(), "linger.ms", 60_000),
                new StringSerializer(),
                new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent =
                    records.stream().map(producer::send).toList();
            producer.flush();
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The records of an order on a topic. */
    List<ConsumerRecord<String, byte[]>> records(String topic, long orderId) {
        return SharedServers.kafka().records(topic, orderId);
    }

    /** How often the events of these orders were applied, as "rows/effects"; empty while the database is down. */
    Optional<String> effects(long first, long last) {
        try {
            return Optional.of(query("SELECT count(*) || '/' || coalesce(sum(times), 0) FROM t_effect"
                    + " WHERE order_id BETWEEN " + first + " AND " + last));
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }

    String query(String sql) {
        return Transaction.run(database, transaction -> {
            try (var select = transaction.prepare(sql);
                    var rows = select.executeQuery()) {
                rows.next();
                return String.valueOf(rows.getString(1));
            }
        });
    }

    void execute(String sql) {
        Transaction.run(database, transaction -> {
            try (var statement = transaction.connection().createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {}
}
