package dev.orderplatform.logistics;

import dev.orderplatform.contracts.Event;
import dev.orderplatform.contracts.EventStream;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.contracts.ShipmentEvent;
import dev.orderplatform.kafka.EventMessage;
import dev.orderplatform.kafka.EventRecords;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.runtime.kafka.Topic;
import dev.orderplatform.servers.SharedServers;
import dev.orderplatform.web.ServiceClient;
import dev.orderplatform.web.Tokens;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * The service of region east with real servers and its own database; east owns the even slots. Run one at a time: all
 * share one consumer group.
 */
final class RunningService implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private RunningService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param more properties that differ from the usual ones */
    static RunningService start(String database, int port, String carrier, Map<String, String> more) {
        Map<String, String> properties = properties(database, carrier);
        properties.putAll(more);
        properties.put("server.port", Integer.toString(port));
        return new RunningService(new SpringApplicationBuilder(LogisticsService.class)
                .run(properties.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new)));
    }

    /** Creates what the service needs, and returns the properties that lead there. */
    static Map<String, String> properties(String database, String carrier) {
        String control = database + "_control";
        SharedServers.postgres().ensure("logistics", List.of(database, control));
        createMap(control);
        SharedServers.kafka()
                .ensure(Stream.of("order-events", "order-events.dlt", "shipment-events", "shipment-events.dlt")
                        .map(name -> new Topic(name, 8))
                        .toList());
        String brokers = SharedServers.kafka().bootstrapServers();
        return new HashMap<>(Map.ofEntries(
                Map.entry("platform.database.url", SharedServers.postgres().url(database)),
                Map.entry("platform.database.owner-password", "owner"),
                Map.entry("platform.database.app-password", "app"),
                Map.entry("platform.control.url", SharedServers.postgres().url(control)),
                Map.entry("platform.control.app-username", "logistics_owner"),
                Map.entry("platform.control.app-password", "owner"),
                Map.entry("platform.control.refresh", "50ms"),
                Map.entry("platform.security.user-key", Tokens.USER_KEY),
                Map.entry("platform.security.service-key", Tokens.SERVICE_KEY),
                Map.entry("platform.webhooks.secrets", RunningCarrier.SECRET),
                Map.entry("platform.carrier.url", carrier),
                Map.entry("platform.parcels.batch", "20"),
                Map.entry("platform.parcels.first-poll", "500ms"),
                Map.entry("platform.parcels.max-interval", "1s"),
                Map.entry("platform.parcels.recheck", "1s"),
                Map.entry("platform.tasks.first-retry", "100ms"),
                Map.entry("platform.tasks.max-retry", "1s"),
                Map.entry("platform.tasks.lease", "16s"),
                Map.entry("platform.outbox.flush-time", "0s"),
                Map.entry("platform.outbox.relay-grace", "10s"), // a slow machine must not publish events twice
                Map.entry("platform.kafka.regions.west", brokers),
                Map.entry("spring.kafka.bootstrap-servers", brokers)));
    }

    private static void createMap(String control) {
        JdbcClient.create(
                        new DriverManagerDataSource(SharedServers.postgres().url(control), "logistics_owner", "owner"))
                .sql("CREATE TABLE IF NOT EXISTS t_slot AS SELECT slot,"
                        + " CASE slot % 2 WHEN 0 THEN 'east' ELSE 'west' END AS region, 1::bigint AS epoch"
                        + " FROM generate_series(0, 1023) AS slot")
                .update();
    }

    WebTestClient client() {
        return ServiceClient.of(
                "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    static void send(OrderEvent... events) {
        for (OrderEvent event : events) {
            send(EventStreams.ORDER, event);
        }
    }

    static void send(ShipmentEvent... events) {
        for (ShipmentEvent event : events) {
            send(EventStreams.SHIPMENT, event);
        }
    }

    private static void send(EventStream<?> stream, Event event) {
        Map<String, Object> broker = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, SharedServers.kafka().bootstrapServers());
        try (var producer = new KafkaProducer<>(broker, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(EventRecords.write(stream, EventMessage.of(event, Optional.empty())))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The events published about an order, in topic sequence; each once, as the relay may publish one again. */
    static List<ShipmentEvent> published(TestOrder order) {
        return SharedServers.kafka().records(EventStreams.SHIPMENT.topic(), order.id()).stream()
                .flatMap(record -> EventRecords.read(EventStreams.SHIPMENT, record).stream())
                .map(ReceivedEvent::event)
                .distinct()
                .toList();
    }

    /** Types of the events published about a parcel, in topic sequence. */
    static List<String> published(TestOrder order, int number) {
        return published(order).stream()
                .filter(event -> event.number() == number)
                .map(ShipmentEvent::type)
                .toList();
    }

    JdbcClient sql() {
        return JdbcClient.create(context.getBean(DataSource.class));
    }

    /** The parcels' statuses, by number. */
    List<String> statuses(TestOrder order) {
        return sql().sql("SELECT status FROM t_parcel WHERE order_id = ? ORDER BY number")
                .param(order.id())
                .query(String.class)
                .list();
    }

    /** What waits for the carrier about an order, as the auditor reads it. */
    List<String> unresolved(TestOrder order) {
        String url = context.getEnvironment().getRequiredProperty("platform.database.url");
        return JdbcClient.create(new DriverManagerDataSource(url, "logistics_owner", "owner"))
                .sql("SELECT subject || ' ' || reason FROM v_unresolved WHERE order_id = ? ORDER BY 1")
                .param(order.id())
                .query(String.class)
                .list();
    }

    @Override
    public void close() {
        context.close();
    }
}
