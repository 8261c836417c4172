package dev.orderplatform.runtime.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Headers of a record, as text. */
public final class RecordHeaders {

    private RecordHeaders() {}

    public static Optional<String> text(ConsumerRecord<?, ?> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .flatMap(header -> Optional.ofNullable(header.value()))
                .map(value -> new String(value, UTF_8));
    }
}
