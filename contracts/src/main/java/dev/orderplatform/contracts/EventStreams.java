package dev.orderplatform.contracts;

import java.util.List;
import java.util.stream.Stream;

/** All event streams of the platform. */
public final class EventStreams {
    public static final EventStream<OrderEvent> ORDER =
            new EventStream<>("order-events", "/order-service", OrderEvent.class);
    public static final EventStream<StockEvent> STOCK =
            new EventStream<>("inventory-events", "/inventory-service", StockEvent.class);
    public static final EventStream<PaymentEvent> PAYMENT =
            new EventStream<>("payment-events", "/payment-service", PaymentEvent.class);
    public static final EventStream<ShipmentEvent> SHIPMENT =
            new EventStream<>("shipment-events", "/logistics-service", ShipmentEvent.class);

    public static final List<EventStream<?>> ALL = List.of(ORDER, STOCK, PAYMENT, SHIPMENT);

    private EventStreams() {}

    /** The topics of all streams, and their dead-letter topics. */
    public static List<String> topics() {
        return ALL.stream()
                .flatMap(stream -> Stream.of(stream.topic(), stream.deadLetterTopic()))
                .toList();
    }
}
