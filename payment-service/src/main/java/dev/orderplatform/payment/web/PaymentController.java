package dev.orderplatform.payment.web;

import dev.orderplatform.payment.domain.FindPayment;
import dev.orderplatform.payment.domain.PaymentId;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.identity.UserId;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
final class PaymentController {
    private final FindPayment find;
    private final Blocking blocking;

    PaymentController(FindPayment find, Blocking blocking) {
        this.find = find;
        this.blocking = blocking;
    }

    @Operation(operationId = "getPayment", summary = "A payment of one of the caller's own orders")
    @GetMapping("/api/v1/payments/{paymentId}")
    Mono<PaymentView> get(UserId user, @PathVariable String paymentId) {
        // A malformed id is answered like an unknown one.
        PaymentId id = PaymentId.parse(paymentId).orElseThrow(PaymentProblems::notFound);
        return blocking.call(
                () -> find.of(user.value(), id).map(PaymentView::of).orElseThrow(PaymentProblems::notFound));
    }
}
