package dev.orderplatform.tools.deadletters;

/** Where a dead letter lies, for ever: no two have the same. Written {@code east/order-events.dlt/3/17}. */
public record Position(String region, String topic, int partition, long offset) {

    @Override
    public String toString() {
        return region + "/" + topic + "/" + partition + "/" + offset;
    }
}
