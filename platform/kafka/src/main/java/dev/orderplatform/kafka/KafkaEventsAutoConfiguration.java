package dev.orderplatform.kafka;

import dev.orderplatform.telemetry.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.kafka.KafkaAutoConfiguration;
import org.springframework.boot.autoconfigure.kafka.KafkaProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * One producer per service. {@code spring.kafka.producer.*} can change settings that don't affect durability or order.
 */
@AutoConfiguration(before = KafkaAutoConfiguration.class)
@EnableConfigurationProperties({KafkaProperties.class, RegionBrokers.class})
class KafkaEventsAutoConfiguration {
    /** Fail fast: the outbox relay sends the event later, instead of a queue growing before a dead broker. */
    private static final int DELIVERY_TIMEOUT_MS = 10_000;

    private static final int REQUEST_TIMEOUT_MS = 5_000;
    private static final int MAX_BLOCK_MS = 2_000;

    @Bean
    DefaultKafkaProducerFactory<String, byte[]> eventProducerFactory(KafkaProperties properties) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.putAll(properties.buildProducerProperties(null));
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
        return new DefaultKafkaProducerFactory<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    @Bean
    KafkaTemplate<String, byte[]> kafkaTemplate(DefaultKafkaProducerFactory<String, byte[]> factory) {
        return new KafkaTemplate<>(factory);
    }

    @Bean
    KafkaClusters kafkaClusters(
            DefaultKafkaProducerFactory<String, byte[]> factory, Traces traces, MeterRegistry meters) {
        return new KafkaClusters(factory, traces, meters);
    }

    @Bean
    KafkaEventSender kafkaEvents(KafkaTemplate<String, byte[]> template, Traces traces, MeterRegistry meters) {
        return new KafkaEventSender(template, traces, meters);
    }

    @Bean
    LeaderEpochs leaderEpochs(KafkaTemplate<String, byte[]> template, KafkaProperties properties) {
        return new LeaderEpochs(template, () -> Admin.create(properties.buildAdminProperties(null)));
    }
}
