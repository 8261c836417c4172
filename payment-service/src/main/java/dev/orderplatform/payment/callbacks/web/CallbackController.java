package dev.orderplatform.payment.callbacks.web;

import dev.orderplatform.payment.callbacks.Callback;
import dev.orderplatform.payment.callbacks.ReceiveCallback;
import dev.orderplatform.telemetry.TraceParent;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.webhooks.inbound.SignedMessage;
import dev.orderplatform.webhooks.inbound.SignedWebhook;
import dev.orderplatform.webhooks.inbound.WebhookReceiver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Receives the provider's callbacks: verify, store and apply, answer. */
@RestController
final class CallbackController {
    private final WebhookReceiver receiver;
    private final ReceiveCallback receive;
    private final Blocking blocking;
    private final Counter ignored;

    CallbackController(WebhookReceiver receiver, ReceiveCallback receive, Blocking blocking, MeterRegistry meters) {
        this.receiver = receiver;
        this.receive = receive;
        this.blocking = blocking;
        this.ignored = Counter.builder("platform.callbacks.ignored")
                .description("callbacks of types that this service does not know")
                .register(meters);
    }

    /**
     * The body, for the API's document.
     *
     * @param refundId of a refund's callbacks
     * @param attempt of a refund's callbacks; 1 if absent
     */
    @Schema(name = "PaymentCallback")
    private record View(
            @Schema(allowableValues = {"payment.captured", "payment.declined", "refund.succeeded", "refund.failed"})
            String type,

            String paymentId,
            @Schema(minimum = "1") long amountMinor,
            String currency,
            Instant at,
            @Nullable String refundId,
            @Nullable Integer attempt) {}

    @Operation(operationId = "receivePaymentCallback", summary = "Receives a signed webhook of the payment provider")
    @ApiResponse(responseCode = "204", description = "Stored, a repeat, or of a type that the platform ignores")
    @SignedWebhook
    @PostMapping(path = "/api/v1/payments/callback", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = View.class)))
    Mono<Void> receive(ServerHttpRequest request, TraceParent trace) {
        return receiver.receive(request)
                .flatMap(message -> Mono.justOrEmpty(callback(message, trace)))
                .flatMap(this::store)
                .then();
    }

    private Optional<Callback> callback(SignedMessage message, TraceParent trace) {
        Optional<Callback> callback = CallbackReader.read(message, trace);
        if (callback.isEmpty()) {
            ignored.increment();
        }
        return callback;
    }

    private Mono<Callback> store(Callback callback) {
        return blocking.call(() -> {
            receive.receive(callback);
            return callback;
        });
    }
}
