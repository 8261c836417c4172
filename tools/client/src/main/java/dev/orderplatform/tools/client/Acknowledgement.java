package dev.orderplatform.tools.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A request that the platform has acknowledged, written as a line of JSON.
 *
 * @param key its idempotency key; empty when it has none
 * @param id of the order, or of the transfer
 */
public record Acknowledgement(Kind kind, Optional<String> key, String id) {

    /** The form of a line, for people. */
    public static final String FORM = "{\"kind\":\"order|cancel|transfer\",\"key\",\"id\",\"orderId\",\"at\"}";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What was asked for. */
    public enum Kind {
        ORDER,
        CANCEL,
        TRANSFER;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Acknowledgement order(String key, String orderId) {
        return new Acknowledgement(Kind.ORDER, Optional.of(key), orderId);
    }

    public static Acknowledgement cancel(String orderId) {
        return new Acknowledgement(Kind.CANCEL, Optional.empty(), orderId);
    }

    public static Acknowledgement transfer(String key, String transferId) {
        return new Acknowledgement(Kind.TRANSFER, Optional.of(key), transferId);
    }

    /**
     * One line, without its end.
     *
     * @param at when the answer came
     */
    String line(Instant at) {
        return JSON.createObjectNode()
                .put("kind", kind.word())
                .put("key", key.orElse(null))
                .put("id", id)
                .put("orderId", kind == Kind.TRANSFER ? null : id)
                .put("at", at.toString())
                .toString();
    }

    /** @throws IllegalArgumentException when the line is no acknowledgement; its message says why */
    public static Acknowledgement parse(String line) {
        var json = json(line);
        var kind = text(json, "kind")
                .flatMap(Acknowledgement::kind)
                .orElseThrow(() -> new IllegalArgumentException("its kind is none of order, cancel and transfer"));
        var id =
                kind == Kind.TRANSFER ? text(json, "id") : text(json, "orderId").or(() -> text(json, "id"));
        var key = text(json, "key");
        if (kind != Kind.CANCEL && key.isEmpty()) {
            throw new IllegalArgumentException("it has no key");
        }
        return new Acknowledgement(kind, key, id.orElseThrow(() -> new IllegalArgumentException("it has no id")));
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException _) {
            throw new IllegalArgumentException("it is no JSON");
        }
    }

    private static Optional<Kind> kind(String word) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst();
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.of(json.path(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }
}
