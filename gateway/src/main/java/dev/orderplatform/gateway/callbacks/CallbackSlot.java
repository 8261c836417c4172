package dev.orderplatform.gateway.callbacks;

import dev.orderplatform.ids.Slot;
import java.util.List;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Reads the slot of a callback from its body, for routing only: the service receives the same bytes, verifies their
 * signature and checks that it owns the slot. A callback that can't be routed is refused here: 400, 405 or 415.
 */
@Component
public final class CallbackSlot implements WebFilter, Ordered {
    private static final String SLOT = CallbackSlot.class.getName();

    private final CallbackRoutes callbacks;

    CallbackSlot(CallbackRoutes callbacks) {
        this.callbacks = callbacks;
    }

    /** The slot of a callback; empty for other requests. */
    public static Optional<Slot> of(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getAttribute(SLOT));
    }

    /** After {@code BodyLimit}, which makes the body readable twice. */
    @Override
    public int getOrder() {
        return 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return callbacks
                .idField(exchange)
                .map(idField -> slot(exchange.getRequest(), idField)
                        .doOnNext(slot -> exchange.getAttributes().put(SLOT, slot))
                        .then(Mono.defer(() -> chain.filter(exchange))))
                .orElseGet(() -> chain.filter(exchange));
    }

    private static Mono<Slot> slot(ServerHttpRequest request, String idField) {
        if (!request.getMethod().equals(HttpMethod.POST)) {
            return Mono.error(new MethodNotAllowedException(request.getMethod(), List.of(HttpMethod.POST)));
        }
        if (!isJson(request.getHeaders())) {
            return Mono.error(new UnsupportedMediaTypeStatusException("not JSON", List.of(MediaType.APPLICATION_JSON)));
        }
        return DataBufferUtils.join(request.getBody())
                .map(CallbackSlot::bytes)
                .defaultIfEmpty(new byte[0])
                .map(body -> CallbackBody.slot(body, idField));
    }

    private static boolean isJson(HttpHeaders headers) {
        try {
            MediaType type = headers.getContentType();
            return type != null && type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON);
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }

    private static byte[] bytes(DataBuffer buffer) {
        try {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }
}
