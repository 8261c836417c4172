package dev.orderplatform.tools.simulators.http;

import java.util.List;
import java.util.Map;

/** Refuses a request; answered as problem+json (RFC 9457). */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String detail;
    private final transient List<FieldError> errors;
    private final transient Map<String, Object> members;

    /** What is wrong with a field of the body, or a header. */
    public record FieldError(String field, String message) {}

    private Problem(int status, String detail, List<FieldError> errors, Map<String, Object> members) {
        super(detail, null, false, false);
        this.status = status;
        this.detail = detail;
        this.errors = List.copyOf(errors);
        this.members = Map.copyOf(members);
    }

    public static Problem of(int status, String detail) {
        return new Problem(status, detail, List.of(), Map.of());
    }

    public static Problem badRequest(List<FieldError> errors) {
        return new Problem(400, "The request is not valid.", errors, Map.of());
    }

    public static Problem notFound() {
        return of(404, "There is nothing here.");
    }

    /** The present state forbids it. */
    public static Problem conflict(String status) {
        return new Problem(409, "It is " + status + ".", List.of(), Map.of("state", status));
    }

    /** The request is valid as such, and contradicts what is stored. */
    public static Problem contradiction(String field, String message) {
        return new Problem(
                422, "The request contradicts what is stored.", List.of(new FieldError(field, message)), Map.of());
    }

    public static Problem unavailable(String detail) {
        return of(503, detail);
    }

    public int status() {
        return status;
    }

    String detail() {
        return detail;
    }

    public List<FieldError> errors() {
        return errors;
    }

    Map<String, Object> members() {
        return members;
    }
}
