package dev.orderplatform.notification;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * The service with real servers and its own database. Run one at a time: two would share the events, as topic and group
 * are the real ones.
 */
final class RunningService implements AutoCloseable {
    private static final int PARTITIONS = 8;

    /** Encrypts the secrets of endpoints. */
    private static final String ENDPOINT_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    private final String database;
    private final Map<String, String> properties;
    private final KafkaProducer<String, byte[]> producer;
    private Optional<ConfigurableApplicationContext> context = Optional.empty();

    private RunningService(String database, String... more) {
        this.database = database;
        this.properties = properties(database);
        for (String property : more) {
            properties.put(property.split("=")[0], property.split("=", 2)[1]);
        }
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        SharedServers.kafka().bootstrapServers(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        5),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** @param properties such as {@code platform.notification.email.enabled=true} */
    static RunningService start(String database, String... properties) {
        RunningService service = withoutProcess(database, properties);
        service.context = Optional.of(new SpringApplicationBuilder(NotificationService.class)
                .run(service.properties.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new)));
        return service;
    }

    /** Creates database and topics; the caller starts the service in another process. */
    static RunningService withoutProcess(String database, String... properties) {
        SharedServers.postgres()
                .ensure(
                        List.of(
                                new PostgresRole("notification_owner", "owner"),
                                new PostgresRole("notification_app", "app")),
                        List.of(new PostgresDatabase(database, "notification_owner", List.of("notification_app"))));
        SharedServers.kafka()
                .ensure(List.of(new Topic("order-events", PARTITIONS), new Topic("order-events.dlt", PARTITIONS)));
        return new RunningService(database, properties);
    }

    private static Map<String, String> properties(String database) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("platform.database.url", SharedServers.postgres().url(database));
        all.put("platform.database.owner-password", "owner");
        all.put("platform.database.app-password", "app");
        all.put("platform.security.user-key", Tokens.USER_KEY);
        all.put("platform.security.service-key", Tokens.SERVICE_KEY);
        all.put("platform.notification.endpoints.keys", ENDPOINT_KEY);
        all.put("spring.kafka.bootstrap-servers", SharedServers.kafka().bootstrapServers());
        all.put("server.port", "0");
        return all;
    }

    /** Its Spring properties. */
    Map<String, String> properties() {
        return Map.copyOf(properties);
    }

    private ConfigurableApplicationContext context() {
        return context.orElseThrow();
    }

    WebTestClient client() {
        return ServiceClient.of(
                "http://127.0.0.1:" + context().getEnvironment().getRequiredProperty("local.server.port"));
    }

    <T> T bean(String name, Class<T> type) {
        return context().getBean(name, type);
    }

    void send(Event... events) {
        for (Event event : events) {
            send(EventRecords.write(EventStreams.ORDER, EventMessage.of(event, Optional.empty())));
        }
    }

    void send(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Requests e-mails for the user. */
    void wantEmails(TestOrder order) {
        sql().sql("INSERT INTO t_preference (user_id, email) VALUES (?, true) ON CONFLICT DO NOTHING")
                .param(order.user())
                .update();
    }

    JdbcClient sql() {
        return JdbcClient.create(
                new DriverManagerDataSource(SharedServers.postgres().url(database), "notification_app", "app"));
    }

    /** The event types of an order's notifications, oldest first. */
    List<String> typesOf(long orderId) {
        return sql().sql("SELECT type FROM t_notification WHERE order_id = ? ORDER BY id")
                .param(orderId)
                .query(String.class)
                .list();
    }

    @Override
    public void close() {
        producer.close();
        context.ifPresent(ConfigurableApplicationContext::close);
    }
}
