package dev.orderplatform.payment.provider;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When the payment provider is asked.
 *
 * @param poll until an open intent or refund is first asked about, in case its callback is lost. From then on, the
 *     interval is as long as the intent or refund is old
 * @param maxPoll longest interval between two such questions
 * @param refundRetry until the second attempt of a refund; doubles with each further one
 * @param maxRefundRetry longest interval between two attempts of a refund
 */
@ConfigurationProperties("platform.payment-provider")
public record ProviderProperties(
        @DefaultValue("5s") Duration poll,
        @DefaultValue("5m") Duration maxPoll,
        @DefaultValue("2s") Duration refundRetry,
        @DefaultValue("2m") Duration maxRefundRetry) {
    private static final int MAX_DOUBLINGS = 20;

    /** @param age of the intent or refund */
    public Duration pollAfter(Duration age) {
        return min(age.compareTo(poll) < 0 ? poll : age, maxPoll);
    }

    /** @param attempt that follows, from 1 */
    public Duration refundBackOff(int attempt) {
        return attempt == 1
                ? Duration.ZERO
                : min(refundRetry.multipliedBy(1L << Math.min(attempt - 2, MAX_DOUBLINGS)), maxRefundRetry);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
