package dev.orderplatform.inventory;

import dev.orderplatform.contracts.Event;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.EventRecords;
import dev.orderplatform.runtime.kafka.Topic;
import dev.orderplatform.runtime.postgres.PostgresDatabase;
import dev.orderplatform.runtime.postgres.PostgresRole;
import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.web.ServiceClient;
import dev.orderplatform.web.Tokens;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The service with real servers and its own database. Run one at a time: all share one consumer group. */
public final class RunningInventory implements AutoCloseable {
    private static final List<PostgresRole> ROLES =
            List.of(new PostgresRole("inventory_owner", "owner"), new PostgresRole("inventory_app", "app"));
    private static final List<Topic> TOPICS = Stream.of(
                    "order-events", "inventory-events", "order-events.dlt", "inventory-events.dlt")
            .map(name -> new Topic(name, 8))
            .toList();

    private final String database;
    private final ConfigurableApplicationContext context;

    private RunningInventory(String database, ConfigurableApplicationContext context) {
        this.database = database;
        this.context = context;
    }

    /** @param database name of its database, which is kept after close, so that a second start finds the data */
    public static RunningInventory start(String database, String... properties) {
        SharedServers.postgres()
                .ensure(ROLES, List.of(new PostgresDatabase(database, "inventory_owner", List.of("inventory_app"))));
        SharedServers.kafka().ensure(TOPICS);
        List<String> arguments = new ArrayList<>(List.of(
                "platform.database.url=" + SharedServers.postgres().url(database),
                "platform.database.owner-password=owner",
                "platform.database.app-password=app",
                "platform.security.user-key=" + Tokens.USER_KEY,
                "platform.security.service-key=" + Tokens.SERVICE_KEY,
                "platform.outbox.flush-time=0s",
                "platform.outbox.relay-grace=10s", // a slow machine must not publish events twice
                "spring.kafka.bootstrap-servers=" + SharedServers.kafka().bootstrapServers(),
                "server.port=0"));
        arguments.addAll(List.of(properties));
        String[] command = arguments.stream().map(argument -> "--" + argument).toArray(String[]::new);
        return new RunningInventory(
                database, new SpringApplicationBuilder(InventoryServiceApplication.class).run(command));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public WebTestClient as(String token) {
        return anonymous()
                .mutate()
                .defaultHeaders(headers -> headers.setBearerAuth(token))
                .build();
    }

    public String url() {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    public WebTestClient anonymous() {
        return ServiceClient.of(url());
    }

    public void stock(String sku, long units) {
        execute("INSERT INTO t_stock (sku, initial, available) VALUES ('%s', %d, %d)".formatted(sku, units, units));
    }

    public void send(List<? extends Event> events, Optional<String> traceparent) {
        sendRecords(events.stream()
                .map(event -> EventRecords.write(EventStreams.ORDER, EventMessage.of(event, traceparent)))
                .toList());
    }

    public void send(Event... events) {
        send(List.of(events), Optional.empty());
    }

    public void sendRecords(List<ProducerRecord<String, byte[]>> records) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", SharedServers.kafka().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (var sent : records.stream().map(producer::send).toList()) {
                sent.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ids of the events published about an order, in topic sequence. */
    public List<String> published(long orderId) {
        return records("inventory-events", orderId).stream()
                .flatMap(record -> EventRecords.read(EventStreams.STOCK, record).stream())
                .map(received -> received.event().id() + " " + received.event().type())
                .toList();
    }

    /** The records of an order on a topic. */
    public List<ConsumerRecord<String, byte[]>> records(String topic, long orderId) {
        return SharedServers.kafka().records(topic, orderId);
    }

    /** The first column of every row, as text. */
    public List<String> query(String sql) {
        try (Connection connection = connection();
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Available and reserved units, as "available/reserved". */
    public String stockOf(String sku) {
        return query("SELECT available || '/' || reserved FROM t_stock WHERE sku = '" + sku + "'")
                .getFirst();
    }

    /** Available, reserved and sold units, as "available/reserved/sold". */
    public String soldOf(String sku) {
        return query("SELECT available || '/' || reserved || '/' || sold FROM t_stock WHERE sku = '" + sku + "'")
                .getFirst();
    }

    public List<String> statusOf(long orderId) {
        return query("SELECT status FROM t_reservation WHERE order_id = " + orderId);
    }

    public void execute(String sql) {
        try (Connection connection = connection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(SharedServers.postgres().url(database), "inventory_owner", "owner");
    }

    @Override
    public void close() {
        context.close();
    }
}
