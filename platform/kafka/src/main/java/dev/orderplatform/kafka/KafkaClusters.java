package dev.orderplatform.kafka;

import dev.orderplatform.telemetry.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** Producers for the brokers of other regions: a dead letter goes to the broker that its record was read from. */
public final class KafkaClusters implements AutoCloseable {
    private final DefaultKafkaProducerFactory<String, byte[]> own;
    private final Traces traces;
    private final MeterRegistry meters;
    private final Map<String, DefaultKafkaProducerFactory<String, byte[]>> others = new ConcurrentHashMap<>();

    KafkaClusters(DefaultKafkaProducerFactory<String, byte[]> own, Traces traces, MeterRegistry meters) {
        this.own = own;
        this.traces = traces;
        this.meters = meters;
    }

    /** Connects at the first send. */
    public KafkaEventSender at(String bootstrapServers) {
        return new KafkaEventSender(
                new KafkaTemplate<>(others.computeIfAbsent(bootstrapServers, this::factory)), traces, meters);
    }

    private DefaultKafkaProducerFactory<String, byte[]> factory(String bootstrapServers) {
        Map<String, Object> config = new HashMap<>(own.getConfigurationProperties());
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return new DefaultKafkaProducerFactory<>(
                config, own.getKeySerializerSupplier(), own.getValueSerializerSupplier());
    }

    @Override
    public void close() {
        others.values().forEach(DefaultKafkaProducerFactory::destroy);
    }
}
