package dev.orderplatform.contracts;

import java.util.List;

/** All event streams of the platform. */
public final class EventStreams {
    public static final EventStream<OrderEvent> ORDER =
            new EventStream<>("order-events", "/order-service", OrderEvent.class);
    public static final EventStream<StockEvent> STOCK =
            new EventStream<>("inventory-events", "/inventory-service", StockEvent.class);

    public static final List<EventStream<?>> ALL = List.of(ORDER, STOCK);

    private EventStreams() {}
}
