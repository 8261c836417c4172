package dev.orderplatform.payment.provider;

import dev.orderplatform.payment.domain.Money;
import dev.orderplatform.payment.domain.PaymentId;
import dev.orderplatform.payment.domain.Refund;
import java.util.Optional;

/**
 * The payment provider. Every request is idempotent and takes bounded time. Blocking.
 *
 * <p>All methods throw {@link dev.orderplatform.web.outbound.SystemUnavailable} without an answer, and {@link IllegalStateException} if the answer is
 * of no use; whether the request was carried out is then unknown.
 */
public interface PaymentProvider {

    /** Registers an intent, which the provider then captures or declines. */
    ProviderIntent register(PaymentId id, Money money);

    /** Empty if the provider does not know it. */
    Optional<ProviderIntent> intent(PaymentId id);

    /** Voids an intent unless it has ended otherwise. Empty if the provider does not know it. */
    Optional<ProviderIntent> voidIntent(PaymentId id);

    /** Empty if the provider does not know it. */
    Optional<ProviderRefund> refund(String refundId);

    /** Executes an attempt of a refund. False if the provider refuses: it has not captured that amount. */
    boolean execute(PaymentId id, Refund refund);
}
