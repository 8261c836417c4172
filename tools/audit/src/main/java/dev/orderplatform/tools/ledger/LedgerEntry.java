package dev.orderplatform.tools.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orderplatform.runtime.process.PlatformException;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * One line of a ledger: what has happened.
 *
 * @param ledger the simulator's name, for error messages
 */
public record LedgerEntry(String ledger, JsonNode json) {

    /** Such as {@code intent.captured}; empty if there is none. */
    public String type() {
        return json.path("type").asText();
    }

    public Instant at() {
        try {
            return Instant.parse(text("at"));
        } catch (DateTimeParseException _) {
            throw invalid("at");
        }
    }

    /** @throws PlatformException if the field is missing */
    public String text(String field) {
        var value = json.path(field);
        if (!value.isTextual()) {
            throw invalid(field);
        }
        return value.asText();
    }

    /** @throws PlatformException if the field is missing */
    public long number(String field) {
        var value = json.path(field);
        if (!value.canConvertToLong()) {
            throw invalid(field);
        }
        return value.asLong();
    }

    private PlatformException invalid(String field) {
        return new PlatformException(
                "The ledger of %s has an entry without a valid %s: %s".formatted(ledger, field, json));
    }
}
