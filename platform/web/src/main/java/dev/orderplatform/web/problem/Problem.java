package dev.orderplatform.web.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** The body of an error response, RFC 9457. The title is the status phrase, so the type is {@code about:blank}. */
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "errors"})
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors,
        @Schema(hidden = true) @JsonAnyGetter Map<String, Object> members) {

    static Problem of(ProblemException problem, String instance) {
        return new Problem(
                "about:blank",
                title(problem.status()),
                problem.status().value(),
                problem.detail(),
                instance,
                problem.errors(),
                problem.members());
    }

    // Spring uses the phrase of a withdrawn draft for 421.
    private static String title(HttpStatus status) {
        return status.value() == 421 ? "Misdirected Request" : status.getReasonPhrase();
    }
}
