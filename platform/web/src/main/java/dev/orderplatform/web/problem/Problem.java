package dev.orderplatform.web.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.orderplatform.web.trace.RequestIdFilter;
import dev.orderplatform.web.trace.RequestTraces;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;

/** The body of an error response, RFC 9457. The title is the status phrase, so the type is {@code about:blank}. */
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "errors", "traceId", "requestId"})
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String traceId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String requestId,
        @Schema(hidden = true) @JsonAnyGetter Map<String, Object> members) {

    static Problem of(ProblemException problem, ServerWebExchange exchange) {
        return of(
                problem,
                exchange.getRequest().getURI().getRawPath(),
                RequestTraces.traceId(exchange),
                RequestIdFilter.of(exchange));
    }

    /** For a request that has no exchange, as its framing is invalid. */
    static Problem of(ProblemException problem, String instance) {
        return of(problem, instance, Optional.empty(), Optional.empty());
    }

    private static Problem of(
            ProblemException problem, String instance, Optional<String> traceId, Optional<String> requestId) {
        return new Problem(
                "about:blank",
                title(problem.status()),
                problem.status().value(),
                problem.detail(),
                instance,
                problem.errors(),
                traceId.orElse(null),
                requestId.orElse(null),
                problem.members());
    }

    // Spring uses the phrase of a withdrawn draft for 421.
    private static String title(HttpStatus status) {
        return status.value() == 421 ? "Misdirected Request" : status.getReasonPhrase();
    }
}
