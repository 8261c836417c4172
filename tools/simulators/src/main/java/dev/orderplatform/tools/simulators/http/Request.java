package dev.orderplatform.tools.simulators.http;

import dev.orderplatform.tools.simulators.http.Problem.FieldError;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request that has been received as a whole. */
public final class Request {
    private static final Pattern KEY = Pattern.compile("[ -~]{1,128}");
    private static final String KEY_HEADER = "Idempotency-Key";

    private final String id;
    private final String query;
    private final Function<String, @Nullable String> header;
    private final byte[] body;

    /** @param header the first value of a header, or null */
    Request(String id, String query, Function<String, @Nullable String> header, byte[] body) {
        this.id = id;
        this.query = query;
        this.header = header;
        this.body = body;
    }

    /** The variable segment of the path; empty if its route has none. */
    public String id() {
        return id;
    }

    /** The idempotency key, which is required. */
    public String key() {
        String key = header.apply(KEY_HEADER);
        if (key == null || !KEY.matcher(key).matches()) {
            throw Problem.badRequest(
                    List.of(new FieldError(KEY_HEADER, "must have 1 to 128 printable ASCII characters")));
        }
        return key;
    }

    public JsonFields json() {
        return JsonFields.of(Optional.ofNullable(header.apply("Content-Type")), body);
    }

    /** A number in the query. */
    public long parameter(String name, long defaultValue, long min, long max) {
        String text = parameters().get(name);
        if (text == null) {
            return defaultValue;
        }
        if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) < min || Long.parseLong(text) > max) {
            throw Problem.badRequest(
                    List.of(new FieldError(name, "must be an integer from %d to %d".formatted(min, max))));
        }
        return Long.parseLong(text);
    }

    private Map<String, String> parameters() {
        return Arrays.stream(query.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (first, _) -> first));
    }
}
