package dev.orderplatform.inbox;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Destination of records that a consumer can't process. */
@FunctionalInterface
interface DeadLetters {
    /** Returns once the broker has stored the record. */
    void send(ConsumerRecord<String, byte[]> record, String group, Exception reason);
}
