package dev.orderplatform.logistics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderplatform.webhooks.WebhookHeaders;
import dev.orderplatform.webhooks.WebhookSecrets;
import dev.orderplatform.webhooks.WebhookSigner;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A callback of the carrier, signed with its secret unless a test says otherwise. */
record SignedCallback(String id, byte[] body, String secret, Instant signedAt) {

    /** Of a new webhook id. */
    static SignedCallback of(String type, String parcelId, String trackingNumber) {
        return ofBody("{'type':'%s','parcelId':'%s','trackingNumber':'%s','at':'2026-11-30T12:00:00+01:00','new':1}"
                .formatted(type, parcelId, trackingNumber));
    }

    /** @param body with single quotes */
    static SignedCallback ofBody(String body) {
        return new SignedCallback(
                UUID.randomUUID().toString(),
                body.replace('\'', '"').getBytes(UTF_8),
                RunningCarrier.SECRET,
                Instant.now());
    }

    SignedCallback withSecret(String other) {
        return new SignedCallback(id, body, other, signedAt);
    }

    SignedCallback signedAt(Instant time) {
        return new SignedCallback(id, body, secret, time);
    }

    WebTestClient.ResponseSpec sendTo(RunningService service) {
        return request(service).bodyValue(body).exchange();
    }

    /** The signature is that of the original body. */
    WebTestClient.ResponseSpec sendTo(RunningService service, byte[] otherBody) {
        return request(service).bodyValue(otherBody).exchange();
    }

    private WebTestClient.RequestBodySpec request(RunningService service) {
        WebhookHeaders headers = new WebhookSigner(WebhookSecrets.parse(secret), () -> signedAt).sign(id, body);
        WebTestClient.RequestBodySpec request =
                service.client().post().uri("/api/v1/shipments/callback").contentType(MediaType.APPLICATION_JSON);
        headers.forEach(request::header);
        return request;
    }
}
