package dev.orderplatform.payment.provider.http;

import dev.orderplatform.payment.domain.Money;
import dev.orderplatform.payment.domain.PaymentId;
import dev.orderplatform.payment.domain.Refund;
import dev.orderplatform.payment.provider.PaymentProvider;
import dev.orderplatform.payment.provider.ProviderIntent;
import dev.orderplatform.payment.provider.ProviderRefund;
import dev.orderplatform.web.outbound.ResilientClient;
import dev.orderplatform.web.outbound.ResilientClient.Answer;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/** Its interface is documented in tools/simulators/README.md. */
@Component
@EnableConfigurationProperties(ProviderHttpProperties.class)
final class HttpPaymentProvider implements PaymentProvider {
    private static final String INTENTS = "/v1/intents";
    private static final String INTENT = INTENTS + "/{id}";
    private static final String REFUNDS = "/v1/refunds";

    private final ResilientClient client;

    HttpPaymentProvider(WebClient.Builder builder, ProviderHttpProperties properties) {
        this.client = new ResilientClient(
                "the payment provider",
                builder.baseUrl(properties.url().toString()).build(),
                properties.limits());
    }

    private record IntentRequest(String paymentId, long amountMinor, String currency) {}

    private record RefundRequest(String refundId, int attempt, String paymentId, long amountMinor, String currency) {}

    @Override
    public ProviderIntent register(PaymentId id, Money money) {
        Answer answer = post(INTENTS, id.toString(), new IntentRequest(id.toString(), money.minor(), money.currency()));
        IntentBody registered = found(answer, IntentBody.class).orElseThrow(() -> unexpected(answer));
        // The answer to a repeated registration does not say how much was captured.
        return registered.isUndecided()
                ? registered.intent()
                : intent(id).orElseThrow(() -> new IllegalStateException("the payment provider lost " + id));
    }

    private Answer post(String path, String key, Object body) {
        return client.call(http -> http.post()
                .uri(path)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body));
    }

    @Override
    public Optional<ProviderIntent> intent(PaymentId id) {
        return intent(client.call(http -> http.get().uri(INTENT, id)));
    }

    @Override
    public Optional<ProviderIntent> voidIntent(PaymentId id) {
        Answer answer = client.call(http -> http.post().uri(INTENT + "/void", id));
        return answer.is(HttpStatus.CONFLICT) ? intent(id) : intent(answer);
    }

    private static Optional<ProviderIntent> intent(Answer answer) {
        return found(answer, IntentBody.class).map(IntentBody::intent);
    }

    @Override
    public Optional<ProviderRefund> refund(String refundId) {
        return found(client.call(http -> http.get().uri(REFUNDS + "/{id}", refundId)), RefundBody.class)
                .map(RefundBody::refund);
    }

    @Override
    public boolean execute(PaymentId id, Refund refund) {
        Answer answer = post(REFUNDS, refund.id() + "-" + refund.attempt(), request(id, refund));
        if (answer.is(HttpStatus.UNPROCESSABLE_ENTITY) || answer.is(HttpStatus.NOT_FOUND)) {
            return false;
        }
        // A conflict: an attempt is under way or has succeeded. The next question tells.
        if (!answer.status().is2xxSuccessful() && !answer.is(HttpStatus.CONFLICT)) {
            throw unexpected(answer);
        }
        return true;
    }

    private static RefundRequest request(PaymentId id, Refund refund) {
        return new RefundRequest(
                refund.id(),
                refund.attempt(),
                id.toString(),
                refund.money().minor(),
                refund.money().currency());
    }

    private static <T> Optional<T> found(Answer answer, Class<T> type) {
        if (answer.is(HttpStatus.NOT_FOUND)) {
            return Optional.empty();
        }
        if (!answer.status().is2xxSuccessful()) {
            throw unexpected(answer);
        }
        return Optional.of(answer.as(type));
    }

    private static IllegalStateException unexpected(Answer answer) {
        return new IllegalStateException(
                "the payment provider answered " + answer.status().value());
    }
}
