package dev.orderplatform.order;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.orderplatform.contracts.Event;
import dev.orderplatform.contracts.EventHeaders;
import dev.orderplatform.contracts.EventStream;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.EventRecords;
import dev.orderplatform.runtime.kafka.Topic;
import dev.orderplatform.runtime.postgres.PostgresDatabase;
import dev.orderplatform.runtime.postgres.PostgresRole;
import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.servers.TemporaryKafka;
import dev.orderplatform.servers.TemporaryPostgres;
import dev.orderplatform.web.ServiceClient;
import dev.orderplatform.web.Tokens;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The service over real servers and a fixed catalogue; inventory-service does not run. */
public final class RunningOrderService implements AutoCloseable {
    private static final List<PostgresRole> ROLES =
            List.of(new PostgresRole("order_owner", "owner"), new PostgresRole("order_app", "app"));
    private static final List<Topic> TOPICS =
            EventStreams.topics().stream().map(name -> new Topic(name, 8)).toList();

    private static Optional<Shared> shared = Optional.empty();

    private final String prefix;
    private final TemporaryPostgres postgres;
    private final TemporaryKafka kafka;
    private final ConfigurableApplicationContext context;

    private RunningOrderService(
            String prefix, TemporaryPostgres postgres, TemporaryKafka kafka, ConfigurableApplicationContext context) {
        this.prefix = prefix;
        this.postgres = postgres;
        this.kafka = kafka;
        this.context = context;
    }

    /**
     * A service with these properties, started once and left running for consecutive test classes ({@code @Order}).
     * They share its databases, so each class uses its own users.
     */
    public static synchronized RunningOrderService shared(String... properties) {
        List<String> asked = List.of(properties);
        if (shared.filter(running -> running.properties.equals(asked)).isEmpty()) {
            shared = Optional.of(new Shared(asked, start("shared" + Math.abs(asked.hashCode()), properties)));
        }
        return shared.get().service;
    }

    private record Shared(List<String> properties, RunningOrderService service) {}

    /** @param prefix prefix of this test's own four databases */
    public static RunningOrderService start(String prefix, String... properties) {
        return start(prefix, SharedServers.postgres(), SharedServers.kafka(), properties);
    }

    public static synchronized RunningOrderService start(
            String prefix, TemporaryPostgres postgres, TemporaryKafka kafka, String... properties) {
        // Two running services would share one consumer group.
        shared.ifPresent(running -> running.service.close());
        shared = Optional.empty();
        postgres.ensure(
                ROLES,
                Stream.of("0", "1", "2", "3", "control")
                        .map(name -> new PostgresDatabase(prefix + "_" + name, "order_owner", List.of("order_app")))
                        .toList());
        kafka.ensure(TOPICS);
        List<String> arguments = new ArrayList<>(List.of(
                "platform.database.url=" + postgres.url(prefix + "_{n}"),
                "platform.database.owner-password=owner",
                "platform.database.app-password=app",
                "platform.control.url=" + postgres.url(prefix + "_control"),
                "platform.control.owner-username=order_owner",
                "platform.control.owner-password=owner",
                "platform.control.app-username=order_app",
                "platform.control.app-password=app",
                "platform.control.refresh=100ms",
                "platform.catalogue.url=http://127.0.0.1:1",
                "platform.security.user-key=" + Tokens.USER_KEY,
                "platform.security.service-key=" + Tokens.SERVICE_KEY,
                "platform.outbox.flush-time=0s",
                "platform.outbox.relay-grace=3s", // what a slow machine publishes late is not published twice
                "spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "server.port=0"));
        arguments.addAll(List.of(properties));
        String[] command = arguments.stream().map(argument -> "--" + argument).toArray(String[]::new);
        migrateAndSeed(prefix, postgres);
        return new RunningOrderService(
                prefix, postgres, kafka, new SpringApplicationBuilder(OrderServiceApplication.class).run(command));
    }

    private static void migrateAndSeed(String prefix, TemporaryPostgres postgres) {
        org.flywaydb.core.Flyway.configure()
                .dataSource(postgres.url(prefix + "_0"), "order_owner", "owner")
                .locations("classpath:db/orders")
                .placeholders(Map.of("app", "order_app"))
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(postgres.url(prefix + "_0"), "order_owner", "owner");
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO t_catalogue VALUES ('SKU-00001', 'Tea', 1999, 'CNY'),"
                    + " ('SKU-00002', 'Cup', 500, 'CNY'), ('SKU-GOLD', 'Gold', 9223372036854775807, 'CNY'),"
                    + " ('SKU-EURO', 'Imported', 100, 'EUR') ON CONFLICT DO NOTHING");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The handler of replicated events, which is private to its package. */
    public EventHandler<OrderEvent> replicas() {
        return context.<EventHandler<OrderEvent>>getBeanProvider(
                        ResolvableType.forClassWithGenerics(EventHandler.class, OrderEvent.class))
                .getObject();
    }

    public WebTestClient as(long user) {
        return anonymous()
                .mutate()
                .defaultHeaders(headers -> headers.setBearerAuth(Tokens.user(user, "orders")))
                .build();
    }

    public WebTestClient anonymous() {
        return ServiceClient.of(url());
    }

    /** A token that another service would send. */
    public static String serviceToken() {
        return Tokens.hs256(
                Tokens.SERVICE_SECRET,
                claims -> claims.issuer("platform").subject("payment-service").claim("scope", "service"));
    }

    /** Requests an order of one SKU-00001. */
    public WebTestClient.ResponseSpec tryToPlace(long user, String key) {
        return as(user).post()
                .uri("/api/v1/orders")
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .bodyValue("{\"lines\":[{\"sku\":\"SKU-00001\",\"quantity\":1}]}")
                .exchange();
    }

    /** Places an order of one SKU-00001 and returns its id. */
    public String place(long user, String key) {
        Map<?, ?> answer = tryToPlace(user, key)
                .expectStatus()
                .isCreated()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        return String.valueOf(new HashMap<>(answer == null ? Map.of() : answer).get("orderId"));
    }

    public String statusOf(long user, String orderId) {
        Map<?, ?> answer = as(user).get()
                .uri("/api/v1/orders/" + orderId)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        return String.valueOf(new HashMap<>(answer == null ? Map.of() : answer).get("status"));
    }

    public void send(Event event) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(EventRecords.write(stream(event), EventMessage.of(event, Optional.empty())))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static EventStream<?> stream(Event event) {
        return EventStreams.ALL.stream()
                .filter(stream -> stream.typeNames().contains(event.type()))
                .findFirst()
                .orElseThrow();
    }

    /** The types of an order's events, in the sequence of the topic. */
    public List<String> published(String orderId) {
        return published("order-events", orderId);
    }

    public List<String> published(String topic, String orderId) {
        return records(topic, orderId).stream().map(RunningOrderService::type).toList();
    }

    /** The types of the events of many orders, each order's in sequence; reads the topic once. */
    public Map<String, List<String>> published(Collection<String> orderIds) {
        return kafka.records("order-events").stream()
                .filter(record -> orderIds.contains(record.key()))
                .collect(groupingBy(ConsumerRecord::key, mapping(RunningOrderService::type, toList())));
    }

    private static String type(ConsumerRecord<String, byte[]> record) {
        return new String(record.headers().lastHeader(EventHeaders.TYPE).value(), StandardCharsets.UTF_8);
    }

    /** An order's records in a topic, in sequence. */
    public List<ConsumerRecord<String, byte[]>> records(String topic, String orderId) {
        return kafka.records(topic, Long.parseLong(orderId));
    }

    public String url() {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    /** A number from one of the four databases. */
    public long count(int database, String sql) {
        try (Connection connection =
                        DriverManager.getConnection(postgres.url(prefix + "_" + database), "order_owner", "owner");
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the only row from one of the four databases. */
    public String text(int database, String sql) {
        try (Connection connection =
                        DriverManager.getConnection(postgres.url(prefix + "_" + database), "order_owner", "owner");
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The tables of a database, such as "0" or "control", on which the service lacks write permissions. */
    public List<String> restrictedTables(String database) {
        return postgres.restrictedTables(prefix + "_" + database, "order_app");
    }

    public void execute(int database, String sql) {
        execute(Integer.toString(database), sql);
    }

    /** Runs an update in the control database. */
    public void control(String sql) {
        execute("control", sql);
    }

    private void execute(String database, String sql) {
        try (Connection connection =
                        DriverManager.getConnection(postgres.url(prefix + "_" + database), "order_owner", "owner");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
