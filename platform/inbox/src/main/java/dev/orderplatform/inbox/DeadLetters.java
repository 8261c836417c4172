package dev.orderplatform.inbox;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where records go that a consumer gives up. */
@FunctionalInterface
interface DeadLetters {
    /** Returns once it is stored. */
    void send(ConsumerRecord<String, byte[]> record, String group, Exception reason);
}
