package dev.orderplatform.contracts;

/** A numbered sequence of events per order, with the topic that carries it. */
public enum Stream {
    /** The order's own life, told by order-service. An event's version is the order's version. */
    ORDER("order", "order-events", "/order-service"),
    /** What happened to the order's stock, told by inventory-service: 1 decides, 2 releases. */
    STOCK("stock", "inventory-events", "/inventory-service");

    private final String prefix;
    private final String topic;
    private final String source;

    Stream(String prefix, String topic, String source) {
        this.prefix = prefix;
        this.topic = topic;
        this.source = source;
    }

    public String topic() {
        return topic;
    }

    /** CloudEvents source: who tells. */
    public String source() {
        return source;
    }

    public String eventId(long orderId, int version) {
        return prefix + "-" + orderId + "-" + version;
    }

    /** Where events of {@code topic} go that no attempt could process: as many partitions, the same key. */
    public static String deadLetterTopic(String topic) {
        return topic + ".dlt";
    }
}
