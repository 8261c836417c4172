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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * The service on a database of its own, over real servers. Only one may run at a time: the topic and the group are the
 * real ones, so two would share the events.
 */
final class RunningService implements AutoCloseable {
    private static final int PARTITIONS = 8;

    private final ConfigurableApplicationContext context;
    private final KafkaProducer<String, byte[]> producer;

    private RunningService(ConfigurableApplicationContext context) {
        this.context = context;
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
        var postgres = SharedServers.postgres();
        postgres.ensure(
                List.of(new PostgresRole("notification_owner", "owner"), new PostgresRole("notification_app", "app")),
                List.of(new PostgresDatabase(database, "notification_owner", List.of("notification_app"))));
        SharedServers.kafka()
                .ensure(List.of(new Topic("order-events", PARTITIONS), new Topic("order-events.dlt", PARTITIONS)));
        List<String> arguments = new ArrayList<>(List.of(
                "platform.database.url=" + postgres.url(database),
                "platform.database.owner-password=owner",
                "platform.database.app-password=app",
                "platform.security.user-key=" + Tokens.USER_KEY,
                "platform.security.service-key=" + Tokens.SERVICE_KEY,
                "spring.kafka.bootstrap-servers=" + SharedServers.kafka().bootstrapServers(),
                "server.port=0"));
        arguments.addAll(List.of(properties));
        return new RunningService(new SpringApplicationBuilder(NotificationService.class)
                .run(arguments.stream().map(argument -> "--" + argument).toArray(String[]::new)));
    }

    WebTestClient client() {
        return ServiceClient.of(
                "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
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

    JdbcClient sql() {
        return JdbcClient.create(context.getBean(DataSource.class));
    }

    /** The notifications of an order by their events, oldest first. */
    List<String> typesOf(long orderId) {
        return sql().sql("SELECT type FROM t_notification WHERE order_id = ? ORDER BY id")
                .param(orderId)
                .query(String.class)
                .list();
    }

    @Override
    public void close() {
        producer.close();
        context.close();
    }
}
