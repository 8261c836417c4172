package dev.orderplatform.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.orderplatform.web.trace.RequestIdFilter;
import dev.orderplatform.web.trace.RequestTraces;
import org.slf4j.MDC;
import org.slf4j.MDC.MDCCloseable;
import org.springframework.boot.web.reactive.error.ErrorWebExceptionHandler;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Writes all error responses of the application: errors of controllers, filters and routes, and rejections by the
 * security firewall. The content type is problem+json regardless of Accept.
 */
public final class ProblemWriter implements ErrorWebExceptionHandler, Ordered, ServerExchangeRejectedHandler {

    private final Problems problems;
    private final ObjectWriter json = new ObjectMapper().writerFor(Problem.class);

    public ProblemWriter(Problems problems) {
        this.problems = problems;
    }

    /** Before Spring's own handlers, which write other formats. */
    @Override
    public int getOrder() {
        return -100;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            // The response is partly sent; only closing the connection shows the client that it is incomplete.
            return Mono.error(failure);
        }
        return write(exchange, problem(exchange, failure));
    }

    // An unexpected failure is logged, outside of the request's own context.
    private ProblemException problem(ServerWebExchange exchange, Throwable failure) {
        try (MDCCloseable _ = MDC.putCloseable(
                        "traceId", RequestTraces.traceId(exchange).orElse(""));
                MDCCloseable _ = MDC.putCloseable(
                        RequestIdFilter.LOGGED_AS, RequestIdFilter.of(exchange).orElse(""))) {
            return problems.of(failure);
        }
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, ServerExchangeRejectedException rejected) {
        return write(
                exchange,
                new ProblemException(HttpStatus.BAD_REQUEST, "The request line or a header is not acceptable."));
    }

    /** Writes the problem directly, for code that can't signal an error. */
    public Mono<Void> write(ServerWebExchange exchange, ProblemException problem) {
        ServerHttpResponse response = exchange.getResponse();
        byte[] body = bytes(Problem.of(problem, exchange));
        HttpHeaders headers = response.getHeaders();
        headers.remove(HttpHeaders.TRANSFER_ENCODING);
        headers.remove(HttpHeaders.CONTENT_ENCODING);
        headers.remove(HttpHeaders.ETAG);
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLength(body.length);
        headers.setAll(problem.headers().toSingleValueMap());
        response.setStatusCode(problem.status());
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private byte[] bytes(Problem problem) {
        try {
            return json.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem is plain data and always has a JSON form", e);
        }
    }
}
