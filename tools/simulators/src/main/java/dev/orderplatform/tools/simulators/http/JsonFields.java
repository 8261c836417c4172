package dev.orderplatform.tools.simulators.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.tools.simulators.http.Problem.FieldError;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The fields of a JSON object. Reading a wrong one records what is wrong and returns a placeholder; {@link #check}
 * refuses the request then, with all errors, and with the fields that were not read.
 */
public final class JsonFields {
    private static final System.Logger log = System.getLogger(JsonFields.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private final JsonNode json;
    private final String prefix;
    private final List<FieldError> errors;
    private final Set<String> read = new HashSet<>();

    private JsonFields(JsonNode json, String prefix, List<FieldError> errors) {
        this.json = json;
        this.prefix = prefix;
        this.errors = errors;
        if (!json.isObject()) {
            errors.add(new FieldError(prefix, "must be an object"));
        }
    }

    static JsonFields of(Optional<String> contentType, byte[] body) {
        if (contentType
                .filter(type -> type.toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?"))
                .isEmpty()) {
            throw Problem.of(415, "The content type must be application/json.");
        }
        try {
            var json = JSON.readTree(body);
            if (json.isObject()) {
                return new JsonFields(json, "", new ArrayList<>());
            }
        } catch (IOException _) {
            log.log(Level.DEBUG, "A body was not JSON");
        }
        throw Problem.badRequest(List.of(new FieldError("body", "must be a JSON object")));
    }

    /** An id: letters, digits, hyphens and underscores, since webhook ids are built from it. */
    public String id(String name) {
        return text(name, ID, "must have 1 to 64 letters, digits, hyphens or underscores");
    }

    public String currency(String name) {
        return text(name, CURRENCY, "must be a currency code such as CNY");
    }

    private String text(String name, Pattern pattern, String message) {
        var value = get(name);
        if (value.isTextual() && pattern.matcher(value.textValue()).matches()) {
            return value.textValue();
        }
        return wrong(name, message, "");
    }

    public long integer(String name, long min, long max) {
        var value = get(name);
        if (value.isIntegralNumber()
                && value.canConvertToLong()
                && value.longValue() >= min
                && value.longValue() <= max) {
            return value.longValue();
        }
        return wrong(name, "must be an integer from %d to %d".formatted(min, max), min);
    }

    /** As {@link #integer}, with a default for a missing field. */
    public long integer(String name, long min, long max, long defaultValue) {
        return json.has(name) ? integer(name, min, max) : defaultValue;
    }

    /** The objects of an array of 1 to {@code max}. */
    public List<JsonFields> objects(String name, int max) {
        var value = get(name);
        if (!value.isArray() || value.isEmpty() || value.size() > max) {
            return wrong(name, "must be an array of 1 to %d objects".formatted(max), List.of());
        }
        return IntStream.range(0, value.size())
                .mapToObj(n -> new JsonFields(value.get(n), "%s[%d]".formatted(path(name), n), errors))
                .toList();
    }

    /** An object of numbers from 0 to 1 under the given names; a missing object is empty. */
    public Map<String, Double> shares(String name, Set<String> names) {
        var shares = new HashMap<String, Double>();
        var value = get(name);
        if (!value.isObject() && !value.isMissingNode()) {
            return wrong(name, "must be an object", shares);
        }
        value.properties().forEach(share -> {
            var number = share.getValue();
            if (!names.contains(share.getKey())) {
                wrong(
                        name + "." + share.getKey(),
                        "is not one of " + names.stream().sorted().toList(),
                        0);
            } else if (!number.isNumber() || number.doubleValue() < 0 || number.doubleValue() > 1) {
                wrong(name + "." + share.getKey(), "must be a number from 0 to 1", 0);
            } else {
                shares.put(share.getKey(), number.doubleValue());
            }
        });
        return shares;
    }

    private JsonNode get(String name) {
        read.add(name);
        return json.path(name);
    }

    private <T> T wrong(String name, String message, T placeholder) {
        errors.add(new FieldError(path(name), message));
        return placeholder;
    }

    private String path(String name) {
        return prefix.isEmpty() ? name : prefix + "." + name;
    }

    /** To be called once all fields are read; on the body itself last. */
    public void check() {
        json.fieldNames().forEachRemaining(name -> {
            if (!read.contains(name)) {
                errors.add(new FieldError(path(name), "is not known"));
            }
        });
        if (prefix.isEmpty() && !errors.isEmpty()) {
            throw Problem.badRequest(errors);
        }
    }
}
