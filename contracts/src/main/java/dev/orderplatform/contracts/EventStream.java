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
 * What one publisher publishes: a topic, and the sealed family of the events on it. Readers ignore fields that they don't
 * know, so that writers may add some.
 */
public final class EventStream<E extends Event> {
    private final String topic;
    private final String source;
    private final Map<String, Class<? extends E>> types;
    private final Map<String, ObjectReader> readers;

    /**
     * @param source CloudEvents source, such as {@code /order-service}
     * @param family a sealed interface, or a single event's record
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

    // Permitted subclasses of a type are subtypes of it; reflection only does not say so.
    private static <T> Class<? extends T> subclass(Class<? extends T> type, Class<?> permitted) {
        return permitted.asSubclass(type);
    }

    public String topic() {
        return topic;
    }

    /** Where events go that a consumer could not process: as many partitions, the same key. */
    public String deadLetterTopic() {
        return deadLetterTopic(topic);
    }

    public static String deadLetterTopic(String topic) {
        return topic + ".dlt";
    }

    /** CloudEvents source: who publishes. */
    public String source() {
        return source;
    }

    /** The family's records by the name that travels in {@code ce_type}. */
    public Map<String, Class<? extends E>> types() {
        return types;
    }

    public Set<String> typeNames() {
        return types.keySet();
    }

    /**
     * Reads an event.
     *
     * @return empty when the type is unknown: the publisher is newer than this code
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
