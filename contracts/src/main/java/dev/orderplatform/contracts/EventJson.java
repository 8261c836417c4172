package dev.orderplatform.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JSON form of events. Readers ignore fields that they don't know, so that writers may add some. */
public final class EventJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();
    private static final Map<String, Class<? extends Event>> TYPES = Stream.of(
                    OrderCreatedEvent.class,
                    OrderConfirmedEvent.class,
                    OrderRejectedEvent.class,
                    OrderCancelledEvent.class,
                    StockReservedEvent.class,
                    StockRejectedEvent.class,
                    StockReleasedEvent.class)
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));
    private static final ObjectWriter WRITER = MAPPER.writer();
    private static final Map<String, ObjectReader> READERS = TYPES.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, type -> MAPPER.readerFor(type.getValue())));

    private EventJson() {}

    /** All event types by the name that travels in {@code ce_type}. */
    public static Map<String, Class<? extends Event>> types() {
        return TYPES;
    }

    public static String write(Event event) {
        try {
            return WRITER.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event record that is no JSON: " + event, e);
        }
    }

    /**
     * Reads an event.
     *
     * @return empty when the type is unknown: a newer service tells something that this one need not understand
     * @throws MalformedEvent when {@code json} is not an event of that type
     */
    public static Optional<Event> read(String type, String json) {
        ObjectReader reader = READERS.get(type);
        if (reader == null) {
            return Optional.empty();
        }
        try {
            Event event = reader.readValue(json);
            if (event == null) {
                throw new MalformedEvent(type, new IllegalArgumentException("null"));
            }
            return Optional.of(event);
        } catch (JsonProcessingException e) {
            throw new MalformedEvent(type, e);
        }
    }
}
