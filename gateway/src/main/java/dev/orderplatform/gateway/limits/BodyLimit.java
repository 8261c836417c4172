package dev.orderplatform.gateway.limits;

import dev.orderplatform.gateway.GatewayProperties;
import dev.orderplatform.gateway.callbacks.CallbackRoutes;
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
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/**
 * Buffers the whole body before the request is routed, within limits of length and memory. A slow client then costs
 * only its buffered bytes; with streaming it would hold one of the few upstream connections and memory of the service.
 * The body can be read again, which {@code FollowOwner} needs.
 */
@Component
final class BodyLimit implements WebFilter, Ordered {
    private static final String ANONYMOUS = "";

    private final CallbackRoutes callbacks;
    private final Limit ofUsers;
    private final Limit ofCallbacks;

    BodyLimit(GatewayProperties gateway, CallbackRoutes callbacks) {
        this.callbacks = callbacks;
        this.ofUsers = new Limit(gateway.bodyLimit(), new BodyBudget(gateway.bodies(), gateway.bodiesOfOneUser()));
        GatewayProperties.Callbacks open = gateway.callbacks();
        this.ofCallbacks = new Limit(open.bodyLimit(), new BodyBudget(open.bodies(), open.bodiesOfOneAddress()));
    }

    /** The length of one body, and the memory of all. */
    private record Limit(DataSize length, BodyBudget budget) {}

    /** After security, so that unauthenticated callers only get a 401. */
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
        if (callbacks.contain(exchange)) {
            return buffered(exchange, chain, ofCallbacks, RemoteAddress.of(exchange));
        }
        return exchange.getPrincipal()
                .map(Principal::getName)
                .defaultIfEmpty(ANONYMOUS)
                .flatMap(user -> buffered(exchange, chain, ofUsers, user));
    }

    private static Mono<Void> buffered(ServerWebExchange exchange, WebFilterChain chain, Limit limit, String caller) {
        int maxBytes = Math.toIntExact(limit.length().toBytes());
        return Mono.using(
                () -> limit.budget().share(caller),
                share -> receive(exchange.getRequest(), share, maxBytes)
                        .flatMap(body -> chain.filter(withBody(exchange, body))),
                BodyBudget.Share::close);
    }

    private static Mono<BodyBuffer> receive(ServerHttpRequest request, BodyBudget.Share share, int maxBytes) {
        long declared = request.getHeaders().getContentLength();
        return request.getBody()
                .onErrorMap(BodyLimit::bodyFailure)
                .reduceWith(() -> new BodyBuffer(share, declared, maxBytes), BodyBuffer::add);
    }

    // A truncated body is the client's failure; unmapped it would count as an upstream failure.
    private static Throwable bodyFailure(Throwable failure) {
        return switch (failure) {
            case DecoderException _ -> failure;
            case IOException _, AbortedException _ ->
                new ProblemException(HttpStatus.BAD_REQUEST, "The body is incomplete.");
            // The only other failure is the server's request timeout.
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
