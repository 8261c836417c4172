package dev.orderplatform.payment.starting.web;

import dev.orderplatform.payment.domain.Payment;
import dev.orderplatform.payment.starting.PaymentRequest;
import dev.orderplatform.payment.starting.PaymentStart;
import dev.orderplatform.payment.starting.StartPayment;
import dev.orderplatform.payment.web.PaymentView;
import dev.orderplatform.telemetry.TraceParent;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.identity.UserId;
import dev.orderplatform.web.openapi.IdempotencyKeyHeader;
import dev.orderplatform.web.problem.FieldError;
import dev.orderplatform.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
final class StartPaymentController {
    private static final String KEY = "Idempotency-Key";
    private static final Pattern KEY_FORM = Pattern.compile("[\\x20-\\x7e]{1,128}");

    private final StartPayment payments;
    private final Blocking blocking;

    StartPaymentController(StartPayment payments, Blocking blocking) {
        this.payments = payments;
        this.blocking = blocking;
    }

    @Operation(operationId = "startPayment", summary = "Starts the payment of one of the caller's own orders")
    @IdempotencyKeyHeader
    @ApiResponse(responseCode = "201", description = "Created")
    @ApiResponse(responseCode = "200", description = "Repeated: the payment as of now")
    @PostMapping(path = "/api/v1/payments", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<PaymentView>> start(
            UserId user, TraceParent trace, @RequestHeader HttpHeaders headers, @RequestBody StartPaymentRequest body) {
        String key = key(headers.getOrEmpty(KEY));
        PaymentRequest request = new PaymentRequest(user.value(), key, body.validated(), trace.value());
        return blocking.call(() -> payments.start(request)).map(StartPaymentController::answer);
    }

    private static String key(List<String> values) {
        if (values.size() != 1 || !KEY_FORM.matcher(values.getFirst()).matches()) {
            throw ProblemException.badField(KEY, "must be given once, 1 to 128 printable ASCII characters");
        }
        return values.getFirst();
    }

    private static ResponseEntity<PaymentView> answer(PaymentStart start) {
        return switch (start) {
            case PaymentStart.Started(Payment payment) ->
                ResponseEntity.created(URI.create("/api/v1/payments/" + payment.id()))
                        .body(PaymentView.of(payment));
            case PaymentStart.Repeated(Payment payment) -> ResponseEntity.ok(PaymentView.of(payment));
            case PaymentStart.OrderNotFound _ -> throw StartPaymentRequest.notFound();
            case PaymentStart.NotConfirmed(String status) ->
                throw conflict("The order is " + status + "; only a CONFIRMED order can be paid.", status);
            case PaymentStart.AlreadyOpen open ->
                throw conflict(
                                "The order has payment " + open.open() + ", which is " + open.status() + ".",
                                open.status().name())
                        .with("paymentId", open.open().toString());
            case PaymentStart.KeyReused _ ->
                throw new ProblemException(
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        "This key was used for another payment.",
                        new FieldError(KEY, "belongs to a payment with another body"));
            case PaymentStart.KeyInUse _ ->
                throw new ProblemException(
                                HttpStatus.CONFLICT,
                                "A request with this key is being processed.",
                                new FieldError(KEY, "is in use by a request that has no answer yet"))
                        .retryAfter(Duration.ofSeconds(1));
        };
    }

    private static ProblemException conflict(String detail, String state) {
        return new ProblemException(HttpStatus.CONFLICT, detail).with("state", state);
    }
}
