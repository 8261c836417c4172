package dev.orderplatform.inbox;

import dev.orderplatform.contracts.Event;
import dev.orderplatform.contracts.EventStream;
import dev.orderplatform.kafka.KafkaClusters;
import dev.orderplatform.kafka.KafkaEventSender;
import dev.orderplatform.telemetry.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.boot.autoconfigure.kafka.KafkaProperties;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** Creates a service's consumers: at-least-once delivery from Kafka, exactly-once effect through the inbox. */
public final class EventConsumers {
    /**
     * A killed consumer keeps its partitions for this long; with the client's default of 45 s every order would wait.
     */
    private static final int SESSION_TIMEOUT_MS = 10_000;

    private static final int HEARTBEAT_INTERVAL_MS = 2_500;

    /** Maximum reconnect back-off: a region that is down for hours must not fill the log. */
    private static final int RECONNECT_BACKOFF_MAX_MS = 5_000;

    /** How long the broker holds the fetch of an idle consumer; an event ends that at once. */
    private static final int FETCH_MAX_WAIT_MS = 1_000;

    /** Another region may start after this one; its topics are discovered within this time. */
    private static final int METADATA_MAX_AGE_MS = 10_000;

    private final KafkaProperties kafkaProperties;
    private final KafkaEventSender kafka;
    private final KafkaClusters clusters;
    private final InboxProperties properties;
    private final FirstAssignments assignments;
    private final StoredEvents storedEvents;
    private final Traces traces;
    private final MeterRegistry meters;

    EventConsumers(
            KafkaProperties kafkaProperties,
            KafkaEventSender kafka,
            KafkaClusters clusters,
            InboxProperties properties,
            FirstAssignments assignments,
            StoredEvents storedEvents,
            Traces traces,
            MeterRegistry meters) {
        this.kafkaProperties = kafkaProperties;
        this.kafka = kafka;
        this.clusters = clusters;
        this.properties = properties;
        this.assignments = assignments;
        this.storedEvents = storedEvents;
        this.traces = traces;
        this.meters = meters;
    }

    /**
     * A consumer. Declare it as a bean, so that Spring starts and stops it.
     *
     * @param group consumer group, one per service: each group receives every event
     */
    public <E extends Event> ConcurrentMessageListenerContainer<String, byte[]> consumer(
            String group, EventStream<E> stream, EventHandler<E> handler, UnknownTypes unknownTypes) {
        return consumer(group, stream, handler, unknownTypes, group, config(), kafka, properties.linger());
    }

    /** Consumers of one group on several regions' brokers, which pause for {@link InboxProperties#linger}. */
    public <E extends Event> RegionConsumers consumers(
            String group,
            EventStream<E> stream,
            EventHandler<E> handler,
            UnknownTypes unknownTypes,
            Map<String, String> brokers) {
        return consumers(group, stream, handler, unknownTypes, brokers, properties.linger());
    }

    /**
     * Consumers of one group on several regions' brokers. Declare them as a bean. Dead letters go to the broker that
     * the event came from.
     *
     * @param brokers bootstrap servers by region
     * @param linger replaces {@link InboxProperties#linger}
     */
    public <E extends Event> RegionConsumers consumers(
            String group,
            EventStream<E> stream,
            EventHandler<E> handler,
            UnknownTypes unknownTypes,
            Map<String, String> brokers,
            Duration linger) {
        Map<String, ConcurrentMessageListenerContainer<String, byte[]>> consumers = new LinkedHashMap<>();
        brokers.forEach((region, bootstrapServers) -> {
            Map<String, Object> config = config();
            config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
            config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MAX_AGE_MS);
            consumers.put(
                    region,
                    consumer(
                            group,
                            stream,
                            handler,
                            unknownTypes,
                            group + "-" + region,
                            config,
                            clusters.at(bootstrapServers),
                            linger));
        });
        return new RegionConsumers(consumers);
    }

    private <E extends Event> ConcurrentMessageListenerContainer<String, byte[]> consumer(
            String group,
            EventStream<E> stream,
            EventHandler<E> handler,
            UnknownTypes unknownTypes,
            String name,
            Map<String, Object> config,
            KafkaEventSender deadLetters,
            Duration linger) {
        ContainerProperties container = new ContainerProperties(stream.topic());
        container.setGroupId(group);
        container.setAckMode(ContainerProperties.AckMode.BATCH);
        container.setConsumerRebalanceListener(assignments.expect(properties.concurrency()));
        var consumer = new ConcurrentMessageListenerContainer<>(TruncationAwareConsumer.factory(config), container);
        consumer.setConcurrency(properties.concurrency());
        consumer.setCommonErrorHandler(retryIndefinitely());
        consumer.setBeanName(name);
        Optional<UnknownEventTable> unknownEvents =
                unknownTypes.database().map(database -> new UnknownEventTable(database, name, stream.typeNames()));
        ConsumerMeters consumerMeters = new ConsumerMeters(meters, name, stream.topic());
        consumerMeters.measureLag(consumer);
        ApplyEvents<E> events = new ApplyEvents<>(
                group,
                stream,
                measured(new TracedHandler<>(group, stream, handler, traces), consumerMeters),
                (record, failedGroup, reason) -> {
                    deadLetters.deadLetter(record, failedGroup, reason);
                    consumerMeters.deadLettered();
                },
                unknownTypes,
                unknownEvents,
                properties,
                consumer::isRunning);
        unknownEvents.ifPresent(table -> storedEvents.add(name, table, events));
        consumer.setupMessageListener(new EventListener(events, properties.batch(), linger));
        return consumer;
    }

    private static <E extends Event> EventHandler<E> measured(EventHandler<E> handler, ConsumerMeters meters) {
        return events -> {
            handler.handle(events);
            meters.applied(events.size());
        };
    }

    private Map<String, Object> config() {
        Map<String, Object> config = new HashMap<>();
        config.putAll(kafkaProperties.buildConsumerProperties(null));
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_MAX_WAIT_MS);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, properties.batch());
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_INTERVAL_MS);
        config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_BACKOFF_MAX_MS);
        return config;
    }

    // The listener dead-letters permanent failures, so retry all others. By default the handler skips some exceptions.
    private DefaultErrorHandler retryIndefinitely() {
        ExponentialBackOff backOff = new ExponentialBackOff(ApplyEvents.FIRST_BACK_OFF.toMillis(), 2);
        backOff.setMaxInterval(properties.maxBackOff().toMillis());
        DefaultErrorHandler handler = new DefaultErrorHandler(backOff);
        handler.setClassifications(Map.of(), true);
        // The listener has logged the failure in one line; a stack trace every few seconds would fill the log.
        handler.setLogLevel(KafkaException.Level.DEBUG);
        return handler;
    }
}
