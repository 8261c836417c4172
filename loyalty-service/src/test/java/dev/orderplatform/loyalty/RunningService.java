package dev.orderplatform.loyalty;

import static org.awaitility.Awaitility.await;

import dev.orderplatform.contracts.Event;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.EventRecords;
import dev.orderplatform.runtime.kafka.Topic;
import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.web.ServiceClient;
import dev.orderplatform.web.Tokens;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.sql.DataSource;
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

/** The service with real servers and its own database. Run one at a time: all share one consumer group. */
final class RunningService implements AutoCloseable {
    static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final String database;
    private final Optional<ConfigurableApplicationContext> context;
    private final KafkaProducer<String, byte[]> producer;

    private RunningService(String database, Optional<ConfigurableApplicationContext> context) {
        this.database = database;
        this.context = context;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        SharedServers.kafka().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Starts the service in this process. */
    static RunningService start(String database) {
        ensure(database);
        Map<String, String> properties = properties(database);
        properties.put("server.port", "0");
        return new RunningService(
                database,
                Optional.of(new SpringApplicationBuilder(LoyaltyService.class)
                        .run(properties.entrySet().stream()
                                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                                .toArray(String[]::new))));
    }

    /** Creates database and topics; the caller starts the service in another process. */
    static RunningService withoutProcess(String database) {
        ensure(database);
        return new RunningService(database, Optional.empty());
    }

    private static void ensure(String database) {
        SharedServers.postgres().ensure("loyalty", List.of(database));
        SharedServers.kafka()
                .ensure(Stream.of("order-events", "order-events.dlt")
                        .map(name -> new Topic(name, 8))
                        .toList());
    }

    static Map<String, String> properties(String database) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("platform.database.url", SharedServers.postgres().url(database));
        all.put("platform.database.owner-password", "owner");
        all.put("platform.database.app-password", "app");
        all.put("platform.security.user-key", Tokens.USER_KEY);
        all.put("platform.security.service-key", Tokens.SERVICE_KEY);
        all.put("platform.inbox.stored-interval", "200ms");
        all.put("platform.points.expiry-interval", "200ms");
        all.put("spring.kafka.bootstrap-servers", SharedServers.kafka().bootstrapServers());
        return all;
    }

    WebTestClient client() {
        return ServiceClient.of(
                "http://127.0.0.1:" + context.orElseThrow().getEnvironment().getRequiredProperty("local.server.port"));
    }

    <T> T bean(Class<T> type) {
        return context.orElseThrow().getBean(type);
    }

    /** Sends events, and returns once the service has applied them all. */
    void apply(Event... events) {
        send(events);
        awaitApplied(events);
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

    void awaitApplied(Event... events) {
        List<String> ids =
                Stream.of(events).map(event -> event.id().toString()).distinct().toList();
        await().atMost(TIMEOUT)
                .until(() -> sql().sql("SELECT count(*) FROM t_inbox WHERE event_id IN (:ids)")
                        .param("ids", ids)
                        .query(Integer.class)
                        .single()
                        .equals(ids.size()));
    }

    /** The transfers of an order, such as "PENDING 39", in sequence. */
    List<String> transfers(TestOrder order) {
        return sql().sql("SELECT kind || ' ' || points FROM t_transfer WHERE order_id = ? ORDER BY seq")
                .param(order.id())
                .query(String.class)
                .list();
    }

    /** A balance of the order's customer; 0 without an account. */
    long balance(TestOrder order, String account) {
        return sql().sql("SELECT coalesce(sum(balance), 0) FROM t_account WHERE owner = ? AND account = ?")
                .param(order.user())
                .param(account)
                .query(Long.class)
                .single();
    }

    /** As the app's role. */
    JdbcClient sql() {
        DataSource app = new DriverManagerDataSource(SharedServers.postgres().url(database), "loyalty_app", "app");
        return JdbcClient.create(
                context.map(running -> running.getBean(DataSource.class)).orElse(app));
    }

    @Override
    public void close() {
        producer.close();
        context.ifPresent(ConfigurableApplicationContext::close);
    }
}
