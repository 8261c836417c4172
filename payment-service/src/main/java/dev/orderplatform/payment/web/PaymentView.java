package dev.orderplatform.payment.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.orderplatform.payment.domain.Payment;
import dev.orderplatform.payment.domain.Status;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * JSON form of a payment. Ids are strings because they exceed JavaScript's safe integers.
 *
 * @param amountMinor in minor units of {@code currency} (ISO 4217)
 * @param providerUrl where the customer pays; absent until the provider has answered
 */
@Schema(name = "Payment")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PaymentView(
        String paymentId,
        String orderId,
        Status status,
        long amountMinor,
        String currency,
        @Nullable String providerUrl) {

    public static PaymentView of(Payment payment) {
        return new PaymentView(
                payment.id().toString(),
                Long.toString(payment.id().orderId()),
                payment.status(),
                payment.money().minor(),
                payment.money().currency(),
                payment.providerUrl().orElse(null));
    }
}
