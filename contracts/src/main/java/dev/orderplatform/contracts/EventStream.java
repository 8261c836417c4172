package dev.orderplatform.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One publisher's topic and the sealed family of events on it. Readers ignore unknown fields, so writers may add
 * fields.
 */
public final class EventStream<E extends Event> {
    private final String topic;
    private final String source;
    private final Map<String, Class<? extends E>> types;
    private final Map<String, ObjectReader> readers;

    /**
     * @param source CloudEvents source, such as {@code /order-service}
     * @param family a sealed interface, or the record of a single event type
     */
    public EventStream(String topic, String source, Class<E> family) {
        this.topic = topic;
        this.source = source;
        this.types = leaves(family).collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));
        this.readers = types.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, type -> EventJson.MAPPER.readerFor(type.getValue())));
    }

    private static <T> Stream<Class<? extends T>> leaves(Class<? extends T> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(permitted -> leaves(subclass(type, permitted)))
                : Stream.of(type);
    }

    // Permitted subclasses are always subtypes; the reflection API just does not express it.
    private static <T> Class<? extends T> subclass(Class<? extends T> type, Class<?> permitted) {
        return permitted.asSubclass(type);
    }

    public String topic() {
        return topic;
    }

    /** Topic for events that a consumer could not process. Same partition count and keys as the source topic. */
    public String deadLetterTopic() {
        return deadLetterTopic(topic);
    }

    public static String deadLetterTopic(String topic) {
        return topic + ".dlt";
    }

    /** CloudEvents source: the publisher. */
    public String source() {
        return source;
    }

    /** The family's records by their {@code ce_type}. */
    public Map<String, Class<? extends E>> types() {
        return types;
    }

    public Set<String> typeNames() {
        return types.keySet();
    }

    /**
     * Reads an event.
     *
     * @return empty when the type is unknown, because the publisher is newer than this code
     * @throws MalformedEvent when {@code json} is not an event of that type
     */
    public Optional<E> read(String type, String json) {
        ObjectReader reader = readers.get(type);
        if (reader == null) {
            return Optional.empty();
        }
        try {
            E event = reader.readValue(json);
            if (event == null) {
                throw new MalformedEvent(type, new IllegalArgumentException("null"));
            }
            return Optional.of(event);
        } catch (JsonProcessingException e) {
            throw new MalformedEvent(type, e);
        }
    }

    @Override
    public String toString() {
        return topic;
    }
}
