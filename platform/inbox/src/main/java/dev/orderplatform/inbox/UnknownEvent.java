package dev.orderplatform.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.orderplatform.contracts.EventHeaders;
import dev.orderplatform.contracts.MalformedEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * A stored event: its type is unknown to this version, or it waits behind such an event. Keeps the whole record, so
 * that it can later be applied or dead-lettered as if polled from its topic.
 *
 * @param headers by name; values are text
 */
record UnknownEvent(
        String id,
        String type,
        String topic,
        int partition,
        long offset,
        String key,
        long timestamp,
        Map<String, String> headers,
        byte[] payload) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> TEXT_BY_NAME = new TypeReference<>() {};

    /** @throws MalformedEvent if it can't be stored */
    static UnknownEvent of(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        record.headers().forEach(header -> value(header).ifPresent(value -> headers.put(header.key(), value)));
        String id = headers.getOrDefault(EventHeaders.ID, "");
        String type = headers.getOrDefault(EventHeaders.TYPE, "");
        if (id.isEmpty() || record.key() == null) {
            throw new MalformedEvent("id or key is missing");
        }
        if (Stream.of(id, type, record.key()).anyMatch(text -> text.indexOf('\0') >= 0)) {
            throw new MalformedEvent("NUL character in id, type or key");
        }
        return new UnknownEvent(
                id,
                type,
                record.topic(),
                record.partition(),
                record.offset(),
                record.key(),
                record.timestamp(),
                headers,
                record.value());
    }

    private static Optional<String> value(Header header) {
        return Optional.ofNullable(header.value()).map(value -> new String(value, UTF_8));
    }

    ConsumerRecord<String, byte[]> toRecord() {
        Headers original = new RecordHeaders();
        headers.forEach((name, value) -> original.add(name, value.getBytes(UTF_8)));
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                key,
                payload,
                original,
                Optional.empty());
    }

    String headersAsJson() {
        try {
            return JSON.writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("headers can't be written as JSON", e);
        }
    }

    static Map<String, String> headersOf(String json) {
        try {
            return JSON.readValue(json, TEXT_BY_NAME);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored headers are not valid JSON", e);
        }
    }
}
