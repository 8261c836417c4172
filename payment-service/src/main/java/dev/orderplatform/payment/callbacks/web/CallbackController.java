package dev.orderplatform.payment.callbacks.web;

import dev.orderplatform.payment.callbacks.Callback;
import dev.orderplatform.payment.callbacks.ReceiveCallback;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.problem.ProblemException;
import dev.orderplatform.web.trace.TraceParent;
import dev.orderplatform.webhooks.Verification;
import dev.orderplatform.webhooks.Verification.Rejected;
import dev.orderplatform.webhooks.Verification.Verified;
import dev.orderplatform.webhooks.WebhookVerifier;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** POST /api/v1/payments/callback: verifies the raw bytes before it reads anything of them. */
@RestController
final class CallbackController {
    private static final Logger log = LoggerFactory.getLogger(CallbackController.class);
    private static final int MAX_BODY = 64 * 1024;

    private final WebhookVerifier verifier;
    private final CallbackParser parser;
    private final ReceiveCallback receive;
    private final Blocking blocking;
    private final Counter ignored;

    CallbackController(
            WebhookVerifier verifier,
            CallbackParser parser,
            ReceiveCallback receive,
            Blocking blocking,
            MeterRegistry meters) {
        this.verifier = verifier;
        this.parser = parser;
        this.receive = receive;
        this.blocking = blocking;
        this.ignored = Counter.builder("platform.callbacks.ignored")
                .description("callbacks of types that this service does not know")
                .register(meters);
    }

    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = CallbackBody.class)))
    @PostMapping(path = "/api/v1/payments/callback", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> receive(ServerHttpRequest request, TraceParent trace) {
        return DataBufferUtils.join(request.getBody(), MAX_BODY)
                .onErrorMap(DataBufferLimitException.class, _ -> tooLarge())
                .map(CallbackController::bytes)
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> receive(verified(request, body), body, trace));
    }

    private Mono<Void> receive(Verified message, byte[] body, TraceParent trace) {
        Optional<Callback> callback = parser.parse(message.id(), body, trace.value());
        if (callback.isEmpty()) {
            ignored.increment();
            return Mono.empty();
        }
        return blocking.call(() -> {
                    receive.receive(callback.get());
                    return message;
                })
                .then();
    }

    private Verified verified(ServerHttpRequest request, byte[] body) {
        Verification verification = verifier.verify(request.getHeaders()::getFirst, body);
        return switch (verification) {
            case Verified verified -> verified;
            case Rejected reason -> {
                log.debug("a callback is rejected: {}", reason);
                // The same for each reason: it must not help to forge one.
                throw new ProblemException(HttpStatus.UNAUTHORIZED, "The webhook's signature is missing or not valid.");
            }
        };
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static ProblemException tooLarge() {
        return new ProblemException(HttpStatus.PAYLOAD_TOO_LARGE, "The body is larger than 64 KiB.");
    }
}
