package dev.orderplatform.tools.deadletters;

/** The unique position of a record. Written {@code east/order-events.dlt/3/17}. */
public record Position(String region, String topic, int partition, long offset) {

    @Override
    public String toString() {
        return region + "/" + topic + "/" + partition + "/" + offset;
    }
}
