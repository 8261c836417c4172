package dev.orderplatform.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.apache.kafka.common.Metric;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** What is measured of one consumer. */
final class ConsumerMeters {
    private final MeterRegistry meters;
    private final Tags tags;
    private final DistributionSummary batches;
    private final Counter deadLetters;

    /** @param name of the consumer: its group, and the region if it reads from several */
    ConsumerMeters(MeterRegistry meters, String name, String topic) {
        this.meters = meters;
        this.tags = Tags.of("consumer", name, "topic", topic);
        this.batches = meters.summary("platform.events.batch", tags);
        this.deadLetters = meters.counter("platform.events.dead-lettered", tags);
    }

    void measureLag(ConcurrentMessageListenerContainer<?, ?> consumer) {
        Gauge.builder("platform.events.lag", consumer, ConsumerMeters::lag)
                .tags(tags)
                .register(meters);
    }

    void applied(int events) {
        batches.record(events);
    }

    void deadLettered() {
        deadLetters.increment();
    }

    /** In records; while the broker is down, the last known value. */
    static double lag(ConcurrentMessageListenerContainer<?, ?> consumer) {
        return consumer.metrics().values().stream()
                .flatMap(metrics -> metrics.values().stream())
                .filter(metric -> metric.metricName().name().equals("records-lag"))
                .map(Metric::metricValue)
                .mapToDouble(value -> value instanceof Double lag && !lag.isNaN() ? lag : 0)
                .sum();
    }
}
