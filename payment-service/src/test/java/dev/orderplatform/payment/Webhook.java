package dev.orderplatform.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderplatform.webhooks.WebhookHeaders;
import dev.orderplatform.webhooks.WebhookSecret;
import dev.orderplatform.webhooks.WebhookSecrets;
import dev.orderplatform.webhooks.WebhookSigner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** A callback as the provider would send it, or somebody else who pretends to be it. */
record Webhook(String id, String body, WebhookHeaders headers) {
    static final String PATH = "/api/v1/payments/callback";
    static final WebhookSecret SECRET = WebhookSecret.generate();

    static Webhook of(String body) {
        return of(UUID.randomUUID().toString(), body, SECRET, Duration.ZERO);
    }

    static Webhook forged(String body) {
        return of(UUID.randomUUID().toString(), body, WebhookSecret.generate(), Duration.ZERO);
    }

    static Webhook signed(Duration ago, String body) {
        return of(UUID.randomUUID().toString(), body, SECRET, ago);
    }

    private static Webhook of(String id, String body, WebhookSecret secret, Duration ago) {
        InstantSource clock = () -> Instant.now().minus(ago);
        WebhookSigner signer = new WebhookSigner(new WebhookSecrets(List.of(secret)), clock);
        return new Webhook(id, body, signer.sign(id, body.getBytes(UTF_8)));
    }

    /** The same signature over another body. */
    Webhook with(String otherBody) {
        return new Webhook(id, otherBody, headers);
    }

    static Webhook captured(String paymentId) {
        return of(payment("captured", paymentId, TestOrder.TOTAL, "CNY"));
    }

    static Webhook declined(String paymentId) {
        return of(payment("declined", paymentId, TestOrder.TOTAL, "CNY"));
    }

    static Webhook refund(String outcome, String paymentId, String refundId, int attempt) {
        return of("""
            {"type":"refund.%s","paymentId":"%s","refundId":"%s","attempt":%d,"amountMinor":%d,"currency":"CNY",\
            "at":"2026-11-23T10:15:30+01:00"}\
            """.formatted(outcome, paymentId, refundId, attempt, TestOrder.TOTAL));
    }

    static String payment(String outcome, String paymentId, long amount, String currency) {
        return """
            {"type":"payment.%s","paymentId":"%s","amountMinor":%d,"currency":"%s","at":"2026-11-23T10:15:30.5Z",\
            "more":{"is":"ignored"}}\
            """.formatted(outcome, paymentId, amount, currency);
    }
}
