package dev.orderplatform.gateway.limits;

import dev.orderplatform.gateway.GatewayProperties;
import dev.orderplatform.web.problem.ProblemException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
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
 * Refuses long bodies: at once where the length is declared, else as soon as too much of it has come by. A body that
 * breaks off is the client's failure; without a name of its own it would look like the service's.
 */
@Component
final class BodyLimit implements WebFilter, Ordered {

    private final long most;

    BodyLimit(GatewayProperties gateway) {
        this.most = gateway.bodyLimit().toBytes();
    }

    /** After security: a caller that is not known learns nothing else. */
    @Override
    public int getOrder() {
        return 0;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        if (headers.getContentLength() > most) {
            return Mono.error(tooLarge());
        }
        if (headers.getContentLength() <= 0 && !headers.containsKey(HttpHeaders.TRANSFER_ENCODING)) {
            return chain.filter(exchange);
        }
        return chain.filter(
                exchange.mutate().request(counted(exchange.getRequest())).build());
    }

    // The service behind never sees such a body's end, so it can't have acted on it.
    private ServerHttpRequest counted(ServerHttpRequest request) {
        return new ServerHttpRequestDecorator(request) {
            @Override
            public Flux<DataBuffer> getBody() {
                AtomicLong seen = new AtomicLong();
                return super.getBody().onErrorMap(BodyLimit::brokenOff).handle((part, sink) -> {
                    if (seen.addAndGet(part.readableByteCount()) > most) {
                        DataBufferUtils.release(part);
                        sink.error(tooLarge());
                    } else {
                        sink.next(part);
                    }
                });
            }
        };
    }

    // The other failure is the server's time limit.
    private static ProblemException brokenOff(Throwable failure) {
        return failure instanceof IOException || failure instanceof AbortedException
                ? new ProblemException(HttpStatus.BAD_REQUEST, "The body broke off.")
                : new ProblemException(HttpStatus.REQUEST_TIMEOUT, "The body did not arrive in time.");
    }

    private ProblemException tooLarge() {
        return new ProblemException(HttpStatus.PAYLOAD_TOO_LARGE, "The body is larger than " + most + " bytes.");
    }
}
