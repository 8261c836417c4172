package dev.orderplatform.gateway.limits;

import dev.orderplatform.gateway.GatewayProperties;
import dev.orderplatform.web.problem.ProblemException;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.security.Principal;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/**
 * Receives a request's body whole before anything is done with it, within limits of length and memory. A client that
 * withholds the rest of its body costs those bytes; passed on as it comes, it would keep one of the few connections to a
 * service, and that service's memory. The body can be read again, which following an owner needs.
 */
@Component
final class BodyLimit implements WebFilter, Ordered {
    private static final String ANYBODY = "";

    private final int longest;
    private final BodyBudget budget;

    BodyLimit(GatewayProperties gateway, BodyBudget budget) {
        this.longest = Math.toIntExact(gateway.bodyLimit().toBytes());
        this.budget = budget;
    }

    /** After security: a caller that is not known learns nothing else. */
    @Override
    public int getOrder() {
        return 0;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        if (headers.getContentLength() <= 0 && !headers.containsKey(HttpHeaders.TRANSFER_ENCODING)) {
            return chain.filter(exchange);
        }
        return exchange.getPrincipal()
                .map(Principal::getName)
                .defaultIfEmpty(ANYBODY)
                .flatMap(user -> Mono.using(
                        () -> budget.share(user),
                        share -> receive(exchange.getRequest(), share)
                                .flatMap(body -> chain.filter(withBody(exchange, body))),
                        BodyBudget.Share::close));
    }

    private Mono<BodyBuffer> receive(ServerHttpRequest request, BodyBudget.Share share) {
        long declared = request.getHeaders().getContentLength();
        return request.getBody()
                .onErrorMap(BodyLimit::brokenOff)
                .reduceWith(() -> new BodyBuffer(share, declared, longest), BodyBuffer::add);
    }

    // A body that breaks off is the client's failure; without a name of its own it would look like the service's.
    private static Throwable brokenOff(Throwable failure) {
        return switch (failure) {
            case DecoderException _ -> failure;
            case IOException _, AbortedException _ ->
                new ProblemException(HttpStatus.BAD_REQUEST, "The body broke off.");
            // The other failure is the server's time limit.
            default -> new ProblemException(HttpStatus.REQUEST_TIMEOUT, "The body did not arrive in time.");
        };
    }

    private static ServerWebExchange withBody(ServerWebExchange exchange, BodyBuffer body) {
        ServerHttpRequest request = new ServerHttpRequestDecorator(exchange.getRequest()) {
            @Override
            public Flux<DataBuffer> getBody() {
                return Flux.defer(
                        () -> Flux.just(exchange.getResponse().bufferFactory().wrap(body.content())));
            }
        };
        return exchange.mutate().request(request).build();
    }
}
