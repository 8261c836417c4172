package dev.orderplatform.logistics.web;

import dev.orderplatform.logistics.domain.CallbackType;
import dev.orderplatform.logistics.domain.CarrierCallback;
import dev.orderplatform.logistics.domain.ParcelId;
import dev.orderplatform.logistics.domain.ReceiveCallback;
import dev.orderplatform.telemetry.TraceParent;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.problem.ProblemException;
import dev.orderplatform.webhooks.inbound.SignedMessage;
import dev.orderplatform.webhooks.inbound.SignedWebhook;
import dev.orderplatform.webhooks.inbound.WebhookBody;
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
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Receives the carrier's callbacks: verify, store and apply, answer. */
@RestController
final class CallbackController {
    static final String PATH = "/api/v1/shipments/callback";

    private final WebhookReceiver receiver;
    private final ReceiveCallback receive;
    private final Blocking blocking;
    private final Counter ignored;

    CallbackController(WebhookReceiver receiver, ReceiveCallback receive, Blocking blocking, MeterRegistry meters) {
        this.receiver = receiver;
        this.receive = receive;
        this.blocking = blocking;
        this.ignored = meters.counter("platform.callbacks.ignored");
    }

    /** The body, for the API's document. */
    @Schema(name = "ParcelCallback")
    private record View(
            @Schema(allowableValues = {"parcel.shipped", "parcel.delivered", "parcel.returned"})
            String type,

            String parcelId,
            String trackingNumber,
            Instant at) {}

    @Operation(operationId = "receiveParcelCallback", summary = "Receives a signed webhook of the carrier")
    @ApiResponse(responseCode = "204", description = "Stored, a repeat, or of a type that the platform ignores")
    @SignedWebhook
    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequestBody(content = @Content(schema = @Schema(implementation = View.class)))
    Mono<Void> receive(ServerHttpRequest request, TraceParent trace) {
        return receiver.receive(request)
                .flatMap(message -> Mono.justOrEmpty(callback(message, trace)))
                .flatMap(callback -> blocking.call(() -> receive.receive(callback)))
                .doOnNext(isKnown -> {
                    if (!isKnown) {
                        throw unknownParcel();
                    }
                })
                .then();
    }

    /** Empty if its type is not known. */
    private Optional<CarrierCallback> callback(SignedMessage message, TraceParent trace) {
        WebhookBody body = WebhookBody.parse(message.body());
        String type = body.text("type");
        body.check();
        Optional<CallbackType> known = CallbackType.of(type);
        if (known.isEmpty()) {
            ignored.increment();
        }
        return known.map(reported -> read(message, reported, body, trace));
    }

    private static CarrierCallback read(SignedMessage message, CallbackType type, WebhookBody body, TraceParent trace) {
        String parcelId = body.text("parcelId");
        String trackingNumber = body.text("trackingNumber");
        body.time("at");
        body.check();
        // A malformed id is answered like an unknown one.
        ParcelId id = ParcelId.parse(parcelId).orElseThrow(CallbackController::unknownParcel);
        return new CarrierCallback(message.id(), type, id, trackingNumber, message.body(), trace.value());
    }

    private static ProblemException unknownParcel() {
        return new ProblemException(HttpStatus.NOT_FOUND, "There is no such parcel.");
    }
}
