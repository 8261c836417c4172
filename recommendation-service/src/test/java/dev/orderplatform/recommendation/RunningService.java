package dev.orderplatform.recommendation;

import dev.orderplatform.contracts.Event;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.EventRecords;
import dev.orderplatform.runtime.kafka.Topic;
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
import java.util.concurrent.Future;
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
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/**
 * The service with real servers, its own database and a stub of inventory-service. Run one at a time: all share one
 * consumer group.
 */
final class RunningService implements AutoCloseable {
    static final String PATH = "/api/v1/recommendations";

    final InventoryStub inventory;
    private final String database;
    private final int port = TemporaryService.reservePort();
    private final KafkaProducer<String, byte[]> producer;
    private Optional<ConfigurableApplicationContext> context = Optional.empty();

    private RunningService(String database, List<String> catalogue) {
        this.database = database;
        this.inventory = new InventoryStub(catalogue);
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        SharedServers.kafka().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Starts the service in this process. */
    static RunningService start(String database, List<String> catalogue) {
        RunningService service = withoutProcess(database, catalogue);
        service.context = Optional.of(new SpringApplicationBuilder(RecommendationService.class)
                .run(service.properties().entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new)));
        return service;
    }

    /** Creates database and topics; the caller starts the service in another process. */
    static RunningService withoutProcess(String database, List<String> catalogue) {
        SharedServers.postgres().ensure("recommendation", List.of(database));
        SharedServers.kafka().ensure(List.of(new Topic("order-events", 8), new Topic("order-events.dlt", 8)));
        return new RunningService(database, catalogue);
    }

    Map<String, String> properties() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("platform.database.url", SharedServers.postgres().url(database));
        all.put("platform.database.owner-password", "owner");
        all.put("platform.database.app-password", "app");
        all.put("platform.security.user-key", Tokens.USER_KEY);
        all.put("platform.security.service-key", Tokens.SERVICE_KEY);
        all.put("platform.inbox.stored-interval", "200ms");
        all.put("platform.inventory.urls.east", inventory.url("east"));
        all.put("platform.inventory.urls.west", inventory.url("west"));
        all.put("platform.inventory.stock-ttl", "1ms");
        all.put("platform.recommendations.serving.cache-ttl", "1ms");
        all.put("spring.kafka.bootstrap-servers", SharedServers.kafka().bootstrapServers());
        all.put("server.port", Integer.toString(port));
        return all;
    }

    int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    WebTestClient client() {
        return ServiceClient.of(url());
    }

    /** @param query such as {@code ?limit=3} */
    ResponseSpec get(long user, String query) {
        return get(Tokens.user(user, "orders"), query);
    }

    ResponseSpec get(String token, String query) {
        return client().get()
                .uri(PATH + query)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    <T> T bean(Class<T> type) {
        return context.orElseThrow().getBean(type);
    }

    /** Sends all before it waits for the broker. */
    void send(List<? extends Event> events) {
        List<Future<?>> sent = new ArrayList<>();
        events.forEach(event -> sent.add(
                producer.send(EventRecords.write(EventStreams.ORDER, EventMessage.of(event, Optional.empty())))));
        sent.forEach(RunningService::await);
    }

    void send(ProducerRecord<String, byte[]> record) {
        await(producer.send(record));
    }

    private static void await(Future<?> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As the owner, and independent of the service's process. */
    JdbcClient sql() {
        return JdbcClient.create(
                new DriverManagerDataSource(SharedServers.postgres().url(database), "recommendation_owner", "owner"));
    }

    @Override
    public void close() {
        context.ifPresent(ConfigurableApplicationContext::close);
        inventory.close();
        producer.close();
    }
}
