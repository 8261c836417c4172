package dev.orderplatform.webhooks.inbound;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.orderplatform.web.problem.FieldError;
import dev.orderplatform.web.problem.ProblemException;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;

/**
 * The JSON object in a webhook. Unknown fields are ignored: the sender may add some. A field that is missing or wrong is
 * remembered, and {@link #check} reports them all; until then its value is a placeholder.
 */
public final class WebhookBody {
    private static final int MAX_TEXT = 128;
    private static final Pattern TIME = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})");
    // Duplicate names are refused: who routes the webhook might read another of them than who verifies it.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(32)
                        .maxNumberLength(64)
                        .build());
    }

    private final JsonNode fields;
    private final List<FieldError> errors = new ArrayList<>();

    private WebhookBody(JsonNode fields) {
        this.fields = fields;
    }

    /** @throws ProblemException 400 if it is not a JSON object */
    public static WebhookBody parse(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            JsonNode fields = JSON.readTree(parser);
            if (fields != null && fields.isObject()) {
                return new WebhookBody(fields);
            }
        } catch (IOException _) {
            // the same answer
        }
        throw new ProblemException(HttpStatus.BAD_REQUEST, "The body is not a JSON object.");
    }

    /** A text of 1 to 128 characters, without control characters. */
    public String text(String name) {
        String text = fields.path(name).isTextual() ? fields.path(name).textValue() : "";
        if (text.isBlank() || text.length() > MAX_TEXT || text.chars().anyMatch(Character::isISOControl)) {
            return wrong(name, "must be a text of 1 to " + MAX_TEXT + " characters", "");
        }
        return text;
    }

    /**
     * A text of 1 to 128 characters that also passes a check.
     *
     * @param message for a text that does not, such as "must be a currency code"
     */
    public String text(String name, Predicate<String> check, String message) {
        String text = text(name);
        return text.isEmpty() || check.test(text) ? text : wrong(name, message, "");
    }

    /** An integer of 32 bits, at least 1; or the default if the field is absent or null. */
    public int positiveInt(String name, int ifAbsent) {
        JsonNode number = fields.path(name);
        if (number.isMissingNode() || number.isNull()) {
            return ifAbsent;
        }
        return number.isInt() && number.intValue() > 0
                ? number.intValue()
                : wrong(name, "must be a positive integer of 32 bits", ifAbsent);
    }

    /** An integer of 64 bits, at least 1. */
    public long positive(String name) {
        JsonNode number = fields.path(name);
        return number.isIntegralNumber() && number.canConvertToLong() && number.longValue() > 0
                ? number.longValue()
                : wrong(name, "must be a positive integer", 0L);
    }

    /** A time as in RFC 3339, with an offset. */
    public Instant time(String name) {
        String text = text(name);
        try {
            // The pattern alone would accept the 30th of February, the parser alone a time without seconds.
            return TIME.matcher(text).matches() ? OffsetDateTime.parse(text).toInstant() : wrongTime(name);
        } catch (DateTimeParseException _) {
            return wrongTime(name);
        }
    }

    private Instant wrongTime(String name) {
        return wrong(name, "must be a time such as 2026-01-31T12:00:00Z", Instant.EPOCH);
    }

    /** @throws ProblemException 400 that names the fields that are missing or wrong */
    public void check() {
        if (!errors.isEmpty()) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "The request is not valid.", errors);
        }
    }

    private <T> T wrong(String name, String message, T placeholder) {
        if (errors.stream().noneMatch(error -> error.field().equals(name))) {
            errors.add(new FieldError(name, fields.has(name) ? message : "is missing"));
        }
        return placeholder;
    }
}
