package dev.orderplatform.recommendation;

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
import org.springframework.test.web.reactive.server.WebTestClient;

/** The service with real servers and its own database. Run one at a time: all share one consumer group. */
final class RunningService implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final KafkaProducer<String, byte[]> producer;

    private RunningService(ConfigurableApplicationContext context) {
        this.context = context;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        SharedServers.kafka().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    static RunningService start(String database) {
        SharedServers.postgres()
                .ensure(
                        List.of(
                                new PostgresRole("recommendation_owner", "owner"),
                                new PostgresRole("recommendation_app", "app")),
                        List.of(new PostgresDatabase(database, "recommendation_owner", List.of("recommendation_app"))));
        SharedServers.kafka()
                .ensure(Stream.of(
                                "order-events",
                                "order-events.dlt",
                                "recommendation-events",
                                "recommendation-events.dlt")
                        .map(name -> new Topic(name, 8))
                        .toList());
        return new RunningService(new SpringApplicationBuilder(RecommendationService.class)
                .run(Stream.of(
                                "platform.database.url="
                                        + SharedServers.postgres().url(database),
                                "platform.database.owner-password=owner",
                                "platform.database.app-password=app",
                                "platform.security.user-key=" + Tokens.USER_KEY,
                                "platform.security.service-key=" + Tokens.SERVICE_KEY,
                                "platform.inbox.stored-interval=200ms",
                                "platform.outbox.flush-time=0s",
                                "platform.outbox.relay-grace=10s", // a slow machine must not publish events twice
                                "spring.kafka.bootstrap-servers="
                                        + SharedServers.kafka().bootstrapServers(),
                                "server.port=0")
                        .map(argument -> "--" + argument)
                        .toArray(String[]::new)));
    }

    WebTestClient client() {
        return ServiceClient.of(
                "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
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

    /** Ids and types of the events published about an order, in topic sequence. */
    List<String> published(long orderId) {
        return SharedServers.kafka().records(EventStreams.RECOMMENDATION.topic(), orderId).stream()
                .flatMap(record -> EventRecords.read(EventStreams.RECOMMENDATION, record).stream())
                .map(received -> received.event().id() + " " + received.event().type())
                .toList();
    }

    JdbcClient sql() {
        return JdbcClient.create(context.getBean(DataSource.class));
    }

    @Override
    public void close() {
        producer.close();
        context.close();
    }
}
