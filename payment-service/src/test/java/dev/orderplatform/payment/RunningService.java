package dev.orderplatform.payment;

import dev.orderplatform.contracts.Event;
import dev.orderplatform.contracts.EventStream;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.EventRecords;
import dev.orderplatform.postgres.Retention;
import dev.orderplatform.runtime.kafka.Topic;
import dev.orderplatform.runtime.postgres.PostgresDatabase;
import dev.orderplatform.runtime.postgres.PostgresRole;
import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.servers.TemporaryService;
import dev.orderplatform.web.ServiceClient;
import dev.orderplatform.web.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/**
 * The service with real servers, its own databases, the provider's simulator and a stub of order-service. Run one at a
 * time: all share one consumer group.
 */
final class RunningService implements AutoCloseable {
    private static final List<PostgresRole> ROLES =
            List.of(new PostgresRole("payment_owner", "owner"), new PostgresRole("payment_app", "app"));

    final OrderServiceStub orders = new OrderServiceStub();
    final RunningProvider provider = new RunningProvider();
    private final String database;
    private final int port = TemporaryService.reservePort();
    private final KafkaProducer<String, byte[]> producer;
    private final Map<String, String> properties;
    private Optional<ConfigurableApplicationContext> context = Optional.empty();

    private RunningService(String database, Map<String, String> more) {
        this.database = database;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        SharedServers.kafka().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
        this.properties = new LinkedHashMap<>(properties());
        this.properties.putAll(more);
    }

    /** Starts the service and the provider. */
    static RunningService start(String database, String... more) {
        RunningService service = withoutProcess(database, more);
        service.startHere();
        service.provider.start(service.url());
        return service;
    }

    /** Creates databases and topics; the caller starts the service, in this process or another. */
    static RunningService withoutProcess(String database, String... more) {
        SharedServers.postgres()
                .ensure(
                        ROLES,
                        Stream.of(database, database + "_control")
                                .map(name -> new PostgresDatabase(name, "payment_owner", List.of("payment_app")))
                                .toList());
        SharedServers.kafka()
                .ensure(EventStreams.topics().stream()
                        .map(name -> new Topic(name, 8))
                        .toList());
        Map<String, String> properties = new LinkedHashMap<>();
        for (String property : more) {
            properties.put(property.split("=")[0], property.split("=", 2)[1]);
        }
        RunningService service = new RunningService(database, properties);
        service.createRegionMap();
        return service;
    }

    private void createRegionMap() {
        JdbcClient control = control();
        control.sql("CREATE TABLE IF NOT EXISTS t_slot (slot int PRIMARY KEY, region text, epoch bigint)")
                .update();
        control.sql("GRANT SELECT ON t_slot TO payment_app").update();
        control.sql("INSERT INTO t_slot SELECT s, 'east', 1 FROM generate_series(0, 1023) s ON CONFLICT DO NOTHING")
                .update();
    }

    Map<String, String> properties() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("platform.database.url", SharedServers.postgres().url(database));
        all.put("platform.database.owner-password", "owner");
        all.put("platform.database.app-password", "app");
        all.put("platform.control.url", SharedServers.postgres().url(database + "_control"));
        all.put("platform.control.app-username", "payment_app");
        all.put("platform.control.app-password", "app");
        all.put("platform.control.refresh", "100ms");
        all.put("platform.security.user-key", Tokens.USER_KEY);
        all.put("platform.security.service-key", Tokens.SERVICE_KEY);
        all.put("platform.webhooks.secrets", Webhook.SECRET.reveal());
        all.put("platform.orders.url", orders.url());
        all.put("platform.payment-provider.url", provider.url());
        all.put("platform.payment-provider.timeout", "1s");
        all.put("platform.payment-provider.poll", "1s");
        all.put("platform.payment-provider.refund-retry", "200ms");
        all.put("platform.tasks.first-retry", "100ms");
        all.put("platform.tasks.max-retry", "1s");
        all.put("platform.outbox.flush-time", "0s");
        all.put("platform.outbox.relay-grace", "10s"); // a slow machine must not publish events twice
        all.put("spring.kafka.bootstrap-servers", SharedServers.kafka().bootstrapServers());
        all.put("server.port", Integer.toString(port));
        return all;
    }

    /** Starts the service in this process. */
    void startHere() {
        context = Optional.of(new SpringApplicationBuilder(PaymentService.class)
                .run(properties.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new)));
    }

    /** Stops the service in this process. */
    void stopHere() {
        context.ifPresent(ConfigurableApplicationContext::close);
        context = Optional.empty();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    WebTestClient client() {
        return ServiceClient.of(url());
    }

    <T> T bean(Class<T> type) {
        return context.orElseThrow().getBean(type);
    }

    /** Deletes all rows that are older than their retention, and returns their number. */
    int clean() {
        return context.orElseThrow().getBeansOfType(Retention.class).values().stream()
                .mapToInt(Retention::clean)
                .sum();
    }

    /** A CONFIRMED order of a new user. */
    TestOrder confirmedOrder() {
        TestOrder order = TestOrder.ofNewUser();
        orders.put(order, "CONFIRMED");
        return order;
    }

    ResponseSpec pay(TestOrder order, String key) {
        return pay(order.user(), key, "{\"orderId\":\"" + order.id() + "\"}");
    }

    ResponseSpec pay(long user, String key, String body) {
        return client().post()
                .uri("/api/v1/payments")
                .headers(headers -> headers.setBearerAuth(Tokens.user(user, "orders")))
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    /** A confirmed order with a stored payment. */
    TestOrder orderWithPayment() {
        TestOrder order = confirmedOrder();
        pay(order, "key").expectStatus().isCreated();
        return order;
    }

    ResponseSpec get(TestOrder order, String paymentId) {
        return get(Tokens.user(order.user(), "orders"), paymentId);
    }

    ResponseSpec get(String token, String paymentId) {
        return client().get()
                .uri("/api/v1/payments/{id}", paymentId)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    ResponseSpec call(Webhook webhook) {
        return call(webhook, MediaType.APPLICATION_JSON);
    }

    ResponseSpec call(Webhook webhook, MediaType type) {
        return client().post()
                .uri(Webhook.PATH)
                .headers(headers -> webhook.headers().forEach(headers::set))
                .contentType(type)
                .bodyValue(webhook.body())
                .exchange();
    }

    void send(Event... events) {
        for (Event event : events) {
            send(EventStreams.ORDER, event);
        }
    }

    void send(EventStream<?> stream, Event event) {
        send(EventRecords.write(stream, EventMessage.of(event, Optional.empty())));
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

    /** The payment's status; empty if there is none. */
    String status(String paymentId) {
        return sql().sql("SELECT status FROM t_payment WHERE payment_id = ?")
                .param(paymentId)
                .query(String.class)
                .optional()
                .orElse("");
    }

    /** What waits for the provider, by its reason. */
    List<String> unresolved(TestOrder order) {
        return sql().sql("SELECT reason FROM v_unresolved WHERE order_id = ? ORDER BY reason")
                .param(order.id())
                .query(String.class)
                .list();
    }

    /** The status of each stored callback of a payment's order, in the order of their types. */
    List<String> callbacks(TestOrder order) {
        return sql().sql("SELECT type || ' ' || status FROM t_callback WHERE order_id = ? ORDER BY type, attempt")
                .param(order.id())
                .query(String.class)
                .list();
    }

    /** Types of the events published about an order's payments, in topic sequence, each id once. */
    List<String> published(TestOrder order) {
        Map<String, String> events = new LinkedHashMap<>();
        SharedServers.kafka().records(EventStreams.PAYMENT.topic(), order.id()).stream()
                .flatMap(record -> EventRecords.read(EventStreams.PAYMENT, record).stream())
                .forEach(received -> events.put(
                        received.event().id().toString(),
                        received.event()
                                        .paymentId()
                                        .substring(Long.toString(order.id()).length() + 1) + " "
                                + received.event().type()));
        return new ArrayList<>(events.values());
    }

    /** As the superuser, and independent of the service's process. */
    JdbcClient sql() {
        return JdbcClient.create(dataSource(database));
    }

    private JdbcClient control() {
        return JdbcClient.create(dataSource(database + "_control"));
    }

    void moveSlot(TestOrder order, String region, long epoch) {
        control()
                .sql("UPDATE t_slot SET region = ?, epoch = ? WHERE slot = ?")
                .params(region, epoch, order.slot().number())
                .update();
    }

    private static DriverManagerDataSource dataSource(String name) {
        return new DriverManagerDataSource(SharedServers.postgres().url(name), "payment_owner", "owner");
    }

    @Override
    public void close() {
        stopHere();
        provider.close();
        orders.close();
        producer.close();
    }
}
