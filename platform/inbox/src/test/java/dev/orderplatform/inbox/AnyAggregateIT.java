package dev.orderplatform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.orderplatform.contracts.Event;
import dev.orderplatform.contracts.EventId;
import dev.orderplatform.contracts.EventStream;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.outbox.Outbox;
import dev.orderplatform.outbox.OutboxTable;
import dev.orderplatform.outbox.OutboxTables;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.runtime.kafka.Topic;
import dev.orderplatform.runtime.postgres.PostgresDatabase;
import dev.orderplatform.runtime.postgres.PostgresRole;
import dev.orderplatform.servers.ServiceTables;
import dev.orderplatform.servers.SharedServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** Outbox, Kafka and inbox work with aggregates other than orders: meters and batteries of houses. */
class AnyAggregateIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final EventStream<HouseEvent> STREAM =
            new EventStream<>("house-events", "/house-service", HouseEvent.class);

    private static ConfigurableApplicationContext context;
    private static DataSource database;

    sealed interface HouseEvent extends Event permits MeterReadEvent, BatteryChargedEvent {
        String house();

        @Override
        default String partitionKey() {
            return house();
        }
    }

    record MeterReadEvent(String house, String meter, long epoch, int version, Instant at, long wattHours)
            implements HouseEvent {
        @Override
        public String aggregateType() {
            return "meter";
        }

        @Override
        public String aggregateId() {
            return meter;
        }
    }

    record BatteryChargedEvent(String house, int number, long epoch, int version, Instant at, Optional<String> charger)
            implements HouseEvent {
        @Override
        public String aggregateType() {
            return "house_battery";
        }

        @Override
        public String aggregateId() {
            return house + "-" + number;
        }
    }

    @BeforeAll
    static void start() {
        SharedServers.postgres()
                .ensure(
                        List.of(new PostgresRole("house_owner", "owner")),
                        List.of(new PostgresDatabase("houses", "house_owner", List.of())));
        SharedServers.kafka().ensure(List.of(new Topic(STREAM.topic(), 4), new Topic(STREAM.deadLetterTopic(), 4)));
        context = new SpringApplicationBuilder(HouseService.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.kafka.bootstrap-servers="
                                + SharedServers.kafka().bootstrapServers(),
                        "--spring.flyway.enabled=false");
        database = context.getBean(DataSource.class);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void eventsOfAKeyAreAppliedInOrderExactlyOnce() {
        List<HouseEvent> events = new ArrayList<>();
        for (int version = 1; version <= 20; version++) {
            events.add(new MeterReadEvent("house-7", "7-a", 3, version, Instant.EPOCH, version * 100L));
            events.add(new BatteryChargedEvent("house-7", 2, 1, version, Instant.EPOCH, Optional.empty()));
        }
        events.forEach(AnyAggregateIT::commit);
        commit(new MeterReadEvent("house-8", "8-a", 1, 1, Instant.EPOCH, 5));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(applied("house-7"))
                        .containsExactlyElementsOf(events.stream()
                                .map(event -> event.id().toString())
                                .toList()));

        // Redelivered, late and in another order.
        events.reversed().forEach(AnyAggregateIT::commit);
        commit(new MeterReadEvent("house-7", "7-a", 4, 21, Instant.EPOCH, 1));
        await().atMost(LIMIT).untilAsserted(() -> assertThat(applied("house-7")).contains("meter-7-a-4-21"));
        assertThat(applied("house-7"))
                .hasSize(41)
                .startsWith("meter-7-a-3-1", "house_battery-house-7-2-1-1", "meter-7-a-3-2");
        await().atMost(LIMIT).untilAsserted(() -> assertThat(applied("house-8")).containsExactly("meter-8-a-1-1"));
    }

    private static void commit(HouseEvent event) {
        Transaction.run(database, transaction -> {
            context.getBean(Outbox.class)
                    .append(
                            transaction,
                            context.getBean(OutboxTable.class),
                            List.of(EventMessage.of(event, Optional.empty())));
            return true;
        });
    }

    /** Ids of a house's events in the order in which they were applied. */
    private static List<String> applied(String house) {
        return Transaction.run(database, transaction -> {
            try (var select = transaction.prepare("SELECT event_id FROM t_applied WHERE house = ? ORDER BY seq")) {
                select.setString(1, house);
                List<String> ids = new ArrayList<>();
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        ids.add(rows.getString(1));
                    }
                }
                return ids;
            }
        });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class HouseService {
        private static final String TABLES = ServiceTables.create("t_outbox")
                + ServiceTables.create("t_inbox")
                + "CREATE TABLE t_applied ("
                + " seq bigint GENERATED ALWAYS AS IDENTITY, house text NOT NULL, event_id text NOT NULL);";

        @Bean
        HikariDataSource database() {
            HikariDataSource source = new HikariDataSource();
            source.setJdbcUrl(SharedServers.postgres().url("houses"));
            source.setUsername("house_owner");
            source.setPassword("owner");
            Transaction.run(source, transaction -> {
                try (var statement = transaction.connection().createStatement()) {
                    return statement.execute(TABLES);
                }
            });
            return source;
        }

        @Bean
        OutboxTable outboxTable(DataSource database) {
            return new OutboxTable(database, "t_outbox", STREAM);
        }

        @Bean
        OutboxTables outboxTables(OutboxTable table) {
            return new OutboxTables(List.of(table));
        }

        @Bean
        ConcurrentMessageListenerContainer<String, byte[]> houseEvents(EventConsumers consumers, DataSource database) {
            InboxTable inbox = new InboxTable("t_inbox");
            return consumers.consumer(
                    "billing", STREAM, events -> apply(database, inbox, events), UnknownTypes.skipped());
        }

        private static void apply(DataSource database, InboxTable inbox, List<ReceivedEvent<HouseEvent>> events) {
            Transaction.run(database, transaction -> {
                Set<EventId> fresh = inbox.recordNew(
                        transaction,
                        events.stream().map(received -> received.event().id()).toList());
                try (var insert = transaction.prepare("INSERT INTO t_applied (house, event_id) VALUES (?, ?)")) {
                    for (ReceivedEvent<HouseEvent> received : events) {
                        if (fresh.contains(received.event().id())) {
                            insert.setString(1, received.event().house());
                            insert.setString(2, received.event().id().toString());
                            insert.executeUpdate();
                        }
                    }
                }
                return true;
            });
        }
    }
}
