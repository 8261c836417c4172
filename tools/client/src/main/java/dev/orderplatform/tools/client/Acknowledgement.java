package dev.orderplatform.tools.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * An acknowledged request, written as a line of JSON.
 *
 * @param key its idempotency key, if any
 * @param id of the order, transfer or payment
 */
public record Acknowledgement(Kind kind, Optional<String> key, String id) {

    /** The format of a line, for people. */
    public static final String FORM = "{\"kind\":\"order|cancel|transfer|payment\",\"key\",\"id\",\"orderId\",\"at\"}";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The kind of request. */
    public enum Kind {
        ORDER,
        CANCEL,
        TRANSFER,
        PAYMENT;

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

    /** @param paymentId {@code <orderId>-<n>} */
    public static Acknowledgement payment(String key, String paymentId) {
        return new Acknowledgement(Kind.PAYMENT, Optional.of(key), paymentId);
    }

    /**
     * One line, without line feed.
     *
     * @param at time of the response
     */
    String line(Instant at) {
        return JSON.createObjectNode()
                .put("kind", kind.word())
                .put("key", key.orElse(null))
                .put("id", id)
                .put("orderId", orderId().orElse(null))
                .put("at", at.toString())
                .toString();
    }

    private Optional<String> orderId() {
        return switch (kind) {
            case ORDER, CANCEL -> Optional.of(id);
            case TRANSFER -> Optional.empty();
            case PAYMENT -> Optional.of(id.substring(0, Math.max(0, id.indexOf('-'))));
        };
    }

    /** @throws IllegalArgumentException with the reason, if the line is no acknowledgement */
    public static Acknowledgement parse(String line) {
        var json = json(line);
        var kind = text(json, "kind")
                .flatMap(Acknowledgement::kind)
                .orElseThrow(() -> new IllegalArgumentException("its kind is not order, cancel, transfer or payment"));
        var id = kind == Kind.TRANSFER || kind == Kind.PAYMENT
                ? text(json, "id")
                : text(json, "orderId").or(() -> text(json, "id"));
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
            throw new IllegalArgumentException("it is not JSON");
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
