package dev.orderplatform.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the events that the broker has acknowledged, by type: what happens to orders, stock, payments and parcels. */
final class PublishedEvents {
    private final MeterRegistry meters;
    // Looking a meter up by its tags for each event would cost more than counting it.
    private final Map<String, Counter> byType = new ConcurrentHashMap<>();

    PublishedEvents(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(String type) {
        byType.computeIfAbsent(type, name -> meters.counter("platform.events.published", "type", name))
                .increment();
    }
}
