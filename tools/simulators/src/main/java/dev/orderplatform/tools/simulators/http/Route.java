package dev.orderplatform.tools.simulators.http;

import java.util.Optional;
import java.util.function.Function;

/**
 * One method of one path.
 *
 * @param path such as {@code /v1/intents/{id}/void}, with at most one variable segment
 * @param control for operators and auditors: no limit, and no fault
 */
public record Route(String method, String path, boolean control, Function<Request, Response> handler) {
    private static final String VARIABLE = "{id}";

    public static Route of(String method, String path, Function<Request, Response> handler) {
        return new Route(method, path, false, handler);
    }

    public static Route control(String method, String path, Function<Request, Response> handler) {
        return new Route(method, path, true, handler);
    }

    /** The variable segment, or "" if there is none; empty if the path is another one. */
    Optional<String> match(String actual) {
        int start = path.indexOf(VARIABLE);
        if (start < 0) {
            return path.equals(actual) ? Optional.of("") : Optional.empty();
        }
        var before = path.substring(0, start);
        var after = path.substring(start + VARIABLE.length());
        if (actual.length() <= before.length() + after.length()
                || !actual.startsWith(before)
                || !actual.endsWith(after)) {
            return Optional.empty();
        }
        var id = actual.substring(before.length(), actual.length() - after.length());
        return id.contains("/") ? Optional.empty() : Optional.of(id);
    }
}
