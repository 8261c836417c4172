package dev.orderplatform.inbox;

import dev.orderplatform.contracts.Event;
import dev.orderplatform.contracts.EventStream;
import dev.orderplatform.kafka.KafkaClusters;
import dev.orderplatform.kafka.KafkaEvents;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.autoconfigure.kafka.KafkaProperties;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** Makes the consumers of a service: at least once from Kafka, exactly one effect by the inbox. */
public final class EventConsumers {
    /** A consumer that was killed holds its partitions that long; the client's 45 s would keep every order waiting. */
    private static final int SESSION_MS = 10_000;

    private static final int HEARTBEAT_MS = 2_500;

    /** A broker that is away is asked that often at last: a region that is down for hours must not fill the log. */
    private static final int LONGEST_RECONNECT_MS = 5_000;

    private static final int GATHERED_BYTES = 256 * 1024;
    /** Another region may start after this one: its topics are found that late. */
    private static final int METADATA_AGE_MS = 10_000;

    private final KafkaProperties kafkaProperties;
    private final KafkaEvents kafka;
    private final KafkaClusters clusters;
    private final InboxProperties properties;
    private final FirstAssignments assignments;
    private final StoredEvents storedEvents;

    EventConsumers(
            KafkaProperties kafkaProperties,
            KafkaEvents kafka,
            KafkaClusters clusters,
            InboxProperties properties,
            FirstAssignments assignments,
            StoredEvents storedEvents) {
        this.kafkaProperties = kafkaProperties;
        this.kafka = kafka;
        this.clusters = clusters;
        this.properties = properties;
        this.assignments = assignments;
        this.storedEvents = storedEvents;
    }

    /**
     * A consumer, to be declared as a bean: Spring starts and stops it.
     *
     * @param group consumer group, one a service: each group sees every event
     */
    public <E extends Event> ConcurrentMessageListenerContainer<String, byte[]> consumer(
            String group, EventStream<E> stream, EventHandler<E> handler, UnknownTypes unknownTypes) {
        return consumer(group, stream, handler, unknownTypes, group, config(), kafka);
    }

    /**
     * Consumers of one group that read several regions' brokers, to be declared as a bean. What can't be processed becomes
     * a dead letter on the broker that it came from.
     *
     * @param brokers bootstrap servers by the region's name
     * @param gathering how long events may gather at the broker before one poll takes them
     */
    public <E extends Event> RegionConsumers consumers(
            String group,
            EventStream<E> stream,
            EventHandler<E> handler,
            UnknownTypes unknownTypes,
            Map<String, String> brokers,
            Duration gathering) {
        Map<String, ConcurrentMessageListenerContainer<String, byte[]>> consumers = new LinkedHashMap<>();
        brokers.forEach((region, bootstrapServers) -> {
            Map<String, Object> config = config();
            config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
            config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_AGE_MS);
            config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Math.toIntExact(gathering.toMillis()));
            config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, GATHERED_BYTES);
            consumers.put(
                    region,
                    consumer(
                            group,
                            stream,
                            handler,
                            unknownTypes,
                            group + "-" + region,
                            config,
                            clusters.at(bootstrapServers)));
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
            KafkaEvents deadLetters) {
        ContainerProperties container = new ContainerProperties(stream.topic());
        container.setGroupId(group);
        container.setAckMode(ContainerProperties.AckMode.BATCH);
        container.setConsumerRebalanceListener(assignments.expect(properties.concurrency()));
        var consumer = new ConcurrentMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(config, new StringDeserializer(), new ByteArrayDeserializer()),
                container);
        consumer.setConcurrency(properties.concurrency());
        consumer.setCommonErrorHandler(retryForEver());
        consumer.setBeanName(name);
        Optional<UnknownEventTable> unknownEvents =
                unknownTypes.database().map(database -> new UnknownEventTable(database, name, stream.typeNames()));
        ApplyEvents<E> events = new ApplyEvents<>(
                group,
                stream,
                handler,
                deadLetters::deadLetter,
                unknownTypes,
                unknownEvents,
                properties,
                consumer::isRunning);
        unknownEvents.ifPresent(table -> storedEvents.add(name, table, events));
        consumer.setupMessageListener(new EventListener(events, properties));
        return consumer;
    }

    private Map<String, Object> config() {
        Map<String, Object> config = new HashMap<>();
        config.putAll(kafkaProperties.buildConsumerProperties(null));
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, properties.batch());
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MS);
        config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, LONGEST_RECONNECT_MS);
        return config;
    }

    // The listener has dead-lettered permanent failures. Retry all others: by default the handler would skip some
    // classes.
    private DefaultErrorHandler retryForEver() {
        ExponentialBackOff backOff = new ExponentialBackOff(ApplyEvents.FIRST_BACK_OFF.toMillis(), 2);
        backOff.setMaxInterval(properties.longestBackOff().toMillis());
        DefaultErrorHandler handler = new DefaultErrorHandler(backOff);
        handler.setClassifications(Map.of(), true);
        // The listener has told it in a line; a stack trace each few seconds would fill the log.
        handler.setLogLevel(KafkaException.Level.DEBUG);
        return handler;
    }
}
