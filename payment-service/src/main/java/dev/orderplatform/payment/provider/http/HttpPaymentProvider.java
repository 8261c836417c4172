package dev.orderplatform.payment.provider.http;

import dev.orderplatform.payment.domain.Money;
import dev.orderplatform.payment.domain.PaymentId;
import dev.orderplatform.payment.domain.Refund;
import dev.orderplatform.payment.provider.PaymentProvider;
import dev.orderplatform.payment.provider.ProviderIntent;
import dev.orderplatform.payment.provider.ProviderRefund;
import dev.orderplatform.payment.provider.ProviderUnavailable;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;

/** Its interface is documented in tools/simulators/README.md. */
@Component
final class HttpPaymentProvider implements PaymentProvider {
    private static final String KEY = "Idempotency-Key";

    private final ProviderClient client;

    HttpPaymentProvider(ProviderClient client) {
        this.client = client;
    }

    @Override
    public ProviderIntent register(PaymentId id, Money money) {
        Reply<IntentBody> reply = client.send(
                IntentBody.class,
                http -> http.post()
                        .uri("/v1/intents")
                        .header(KEY, id.toString())
                        .bodyValue(Map.of(
                                "paymentId",
                                id.toString(),
                                "amountMinor",
                                money.minor(),
                                "currency",
                                money.currency())));
        IntentBody registered = reply.body().orElseThrow(reply::unexpected);
        // The answer to a repeated registration does not say how much was captured.
        return registered.isUndecided()
                ? registered.intent()
                : intent(id).orElseThrow(() -> new ProviderUnavailable("the payment provider lost " + id));
    }

    @Override
    public Optional<ProviderIntent> intent(PaymentId id) {
        return found(client.send(IntentBody.class, http -> http.get().uri("/v1/intents/{id}", id)))
                .map(IntentBody::intent);
    }

    @Override
    public Optional<ProviderIntent> voidIntent(PaymentId id) {
        Reply<IntentBody> reply =
                client.send(IntentBody.class, http -> http.post().uri("/v1/intents/{id}/void", id));
        return reply.is(HttpStatus.CONFLICT) ? intent(id) : found(reply).map(IntentBody::intent);
    }

    @Override
    public Optional<ProviderRefund> refund(String refundId) {
        return found(client.send(RefundBody.class, http -> http.get().uri("/v1/refunds/{id}", refundId)))
                .map(RefundBody::refund);
    }

    @Override
    public boolean execute(PaymentId id, Refund refund) {
        Reply<RefundBody> reply = client.send(RefundBody.class, http -> execution(http, id, refund));
        if (reply.is(HttpStatus.UNPROCESSABLE_ENTITY) || reply.is(HttpStatus.NOT_FOUND)) {
            return false;
        }
        // A conflict: an attempt is under way or has succeeded. The next question tells.
        if (reply.body().isEmpty() && !reply.is(HttpStatus.CONFLICT)) {
            throw reply.unexpected();
        }
        return true;
    }

    private static RequestHeadersSpec<?> execution(WebClient http, PaymentId id, Refund refund) {
        return http.post()
                .uri("/v1/refunds")
                .header(KEY, refund.id() + "-" + refund.attempt())
                .bodyValue(Map.of(
                        "refundId",
                        refund.id(),
                        "attempt",
                        refund.attempt(),
                        "paymentId",
                        id.toString(),
                        "amountMinor",
                        refund.money().minor(),
                        "currency",
                        refund.money().currency()));
    }

    private static <T> Optional<T> found(Reply<T> reply) {
        if (reply.is(HttpStatus.NOT_FOUND)) {
            return Optional.empty();
        }
        return Optional.of(reply.body().orElseThrow(reply::unexpected));
    }
}
