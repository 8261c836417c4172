package dev.orderplatform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderplatform.contracts.Event;
import dev.orderplatform.contracts.EventHeaders;
import dev.orderplatform.contracts.EventStream;
import dev.orderplatform.contracts.MalformedEvent;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Maps events to Kafka records: CloudEvents binary mode headers, the partition key as key, JSON as value. */
public final class EventRecords {
    private EventRecords() {}

    public static ProducerRecord<String, byte[]> write(EventStream<?> stream, EventMessage message) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                stream.topic(), message.partitionKey(), message.payload().getBytes(UTF_8));
        Headers headers = record.headers();
        headers.add(EventHeaders.SPEC_VERSION, "1.0".getBytes(UTF_8));
        headers.add(EventHeaders.ID, message.id().toString().getBytes(UTF_8));
        headers.add(EventHeaders.TYPE, message.type().getBytes(UTF_8));
        headers.add(EventHeaders.SOURCE, stream.source().getBytes(UTF_8));
        headers.add(EventHeaders.TIME, message.at().toString().getBytes(UTF_8));
        message.traceparent().ifPresent(trace -> headers.add(EventHeaders.TRACE_PARENT, trace.getBytes(UTF_8)));
        return record;
    }

    /**
     * Reads an event.
     *
     * @return empty when its type is unknown
     * @throws MalformedEvent when headers are missing, the value is not an event of that type, or the id does not match
     *     the content
     */
    public static <E extends Event> Optional<ReceivedEvent<E>> read(
            EventStream<E> stream, ConsumerRecord<String, byte[]> record) {
        String id = header(record, EventHeaders.ID).orElseThrow(() -> new MalformedEvent("ce_id header is missing"));
        String type =
                header(record, EventHeaders.TYPE).orElseThrow(() -> new MalformedEvent("ce_type header is missing"));
        if (record.value() == null) {
            throw new MalformedEvent("value is missing");
        }
        Optional<E> event = stream.read(type, new String(record.value(), UTF_8));
        event.filter(e -> !e.id().toString().equals(id)).ifPresent(e -> {
            throw new MalformedEvent("ce_id is " + id + " but the event is " + e.id());
        });
        return event.map(e -> new ReceivedEvent<>(e, header(record, EventHeaders.TRACE_PARENT)));
    }

    private static Optional<String> header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), UTF_8));
    }
}
