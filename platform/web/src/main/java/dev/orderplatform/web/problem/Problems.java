package dev.orderplatform.web.problem;

import io.netty.handler.codec.DecoderException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;

/**
 * Maps exceptions to problems. An unexpected exception becomes a 500 without internals; the log has it under the id in
 * the response.
 */
public final class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final List<ProblemMapping> mappings;

    public Problems(List<ProblemMapping> mappings) {
        this.mappings = List.copyOf(mappings);
    }

    ProblemException of(Throwable failure) {
        if (failure instanceof ProblemException problem) {
            return problem;
        }
        return mappings.stream()
                .flatMap(mapping -> mapping.problemOf(failure).stream())
                .findFirst()
                .or(() -> tooLarge(failure))
                .orElseGet(() -> common(failure));
    }

    private static ProblemException unauthorized() {
        return new ProblemException(HttpStatus.UNAUTHORIZED, "A valid bearer token is required.")
                .header("WWW-Authenticate", "Bearer");
    }

    private static ProblemException forbidden() {
        return new ProblemException(HttpStatus.FORBIDDEN, "The token's scope does not allow this.");
    }

    private ProblemException common(Throwable failure) {
        return switch (failure) {
            case ServerWebInputException input -> InputProblems.of(input);
            case HandlerMethodValidationException invalid when !invalid.isForReturnValue() -> InputProblems.of(invalid);
            case ResponseStatusException status when status.getStatusCode().value() != 500 -> ofStatus(status);
            case AuthenticationException _ -> unauthorized();
            case AccessDeniedException _ -> forbidden();
            case TimeoutException _ -> ProblemException.unavailable("It took too long; try again.");
            case WebClientRequestException _ -> ProblemException.unavailable("A service this depends on is down.");
            // Spring supports at most 50 of them.
            case InvalidMimeTypeException _ ->
                new ProblemException(HttpStatus.NOT_ACCEPTABLE, "Accept lists too many media types.");
            case DecoderException _ -> new ProblemException(HttpStatus.BAD_REQUEST, "The body could not be read.");
            default -> unexpected(failure);
        };
    }

    // A decoder, a controller or a filter may hit the limit, and each wraps the exception differently.
    private static Optional<ProblemException> tooLarge(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataBufferLimitException) {
                return Optional.of(
                        new ProblemException(HttpStatus.PAYLOAD_TOO_LARGE, "The body is larger than 1 MiB."));
            }
        }
        return Optional.empty();
    }

    private static ProblemException ofStatus(ResponseStatusException failure) {
        HttpStatus status = Optional.ofNullable(
                        HttpStatus.resolve(failure.getStatusCode().value()))
                .orElse(HttpStatus.INTERNAL_SERVER_ERROR);
        ProblemException problem = new ProblemException(status, detail(status));
        failure.getHeaders().forEach((name, values) -> problem.header(name, String.join(", ", values)));
        return problem;
    }

    // Never the exception's own reason: it may contain class names or internal addresses.
    private static String detail(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "There is nothing here.";
            case METHOD_NOT_ALLOWED -> "This method is not allowed here; see Allow.";
            case NOT_ACCEPTABLE -> "None of the accepted media types can be served; see Accept.";
            case UNSUPPORTED_MEDIA_TYPE -> "The body's content type is not supported.";
            case GATEWAY_TIMEOUT -> "The upstream service did not respond in time.";
            default -> status.getReasonPhrase() + ".";
        };
    }

    private static ProblemException unexpected(Throwable failure) {
        String id = Long.toHexString(ThreadLocalRandom.current().nextLong());
        log.error("Unexpected failure {}", id, failure);
        return new ProblemException(
                HttpStatus.INTERNAL_SERVER_ERROR, "An internal error occurred; the log has it under " + id + ".");
    }
}
