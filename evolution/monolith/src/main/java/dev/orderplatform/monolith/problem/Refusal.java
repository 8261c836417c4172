package dev.orderplatform.monolith.problem;

import java.util.List;
import org.springframework.http.HttpStatus;

/** Refuses a request; its detail is shown to the caller. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String detail;
    private final transient List<FieldError> errors;

    public Refusal(HttpStatus status, String detail, List<FieldError> errors) {
        super(detail, null, false, false);
        this.status = status;
        this.detail = detail;
        this.errors = List.copyOf(errors);
    }

    public Refusal(HttpStatus status, String detail) {
        this(status, detail, List.of());
    }

    public static Refusal badField(String field, String message) {
        return new Refusal(
                HttpStatus.BAD_REQUEST, "The request is not valid.", List.of(new FieldError(field, message)));
    }

    HttpStatus status() {
        return status;
    }

    String detail() {
        return detail;
    }

    List<FieldError> errors() {
        return errors;
    }
}
