package dev.orderplatform.web.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Rejects a request: thrown by web code, answered as problem+json. The caller sees its detail. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final String detail;
    private final transient List<FieldError> errors;
    private final transient HttpHeaders headers = new HttpHeaders();
    private final transient Map<String, Object> members = new LinkedHashMap<>();

    public ProblemException(HttpStatus status, String detail, FieldError... errors) {
        this(status, detail, List.of(errors));
    }

    public ProblemException(HttpStatus status, String detail, List<FieldError> errors) {
        // No stack trace: it is a regular response, and must stay cheap under attack.
        super(detail, null, false, false);
        this.status = status;
        this.detail = detail;
        this.errors = List.copyOf(errors);
    }

    /** A 400 for one field. */
    public static ProblemException badField(String field, String message) {
        return new ProblemException(
                HttpStatus.BAD_REQUEST, "The request is not valid.", new FieldError(field, message));
    }

    /** A 503 with Retry-After: 1. */
    public static ProblemException unavailable(String detail) {
        return new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, detail).retryAfter(Duration.ofSeconds(1));
    }

    public ProblemException retryAfter(Duration wait) {
        return header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
    }

    public ProblemException header(String name, String value) {
        headers.set(name, value);
        return this;
    }

    /** Adds an extension member to the body, such as {@code "owner": "west"} in a 421. */
    public ProblemException with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    public HttpStatus status() {
        return status;
    }

    public String detail() {
        return detail;
    }

    public List<FieldError> errors() {
        return errors;
    }

    HttpHeaders headers() {
        return headers;
    }

    Map<String, Object> members() {
        return members;
    }
}
