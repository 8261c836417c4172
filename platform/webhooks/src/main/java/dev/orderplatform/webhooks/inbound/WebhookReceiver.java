package dev.orderplatform.webhooks.inbound;

import dev.orderplatform.web.problem.ProblemException;
import dev.orderplatform.webhooks.Verification;
import dev.orderplatform.webhooks.WebhookVerifier;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** Receives signed webhooks. Counts the rejected ones by reason: {@code platform.webhooks.rejected}. */
public final class WebhookReceiver {
    /** Maximum length of a body. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final Logger log = LoggerFactory.getLogger(WebhookReceiver.class);

    private final WebhookVerifier verifier;
    private final MeterRegistry meters;

    public WebhookReceiver(WebhookProperties properties, InstantSource clock, MeterRegistry meters) {
        this.verifier = new WebhookVerifier(properties.parsed(), clock);
        this.meters = meters;
    }

    /**
     * Reads and verifies a request's body. Fails with 413 if it is too long, and with one and the same 401 for whatever
     * is wrong with its signature.
     */
    public Mono<SignedMessage> receive(ServerHttpRequest request) {
        return DataBufferUtils.join(request.getBody(), MAX_BYTES)
                .map(WebhookReceiver::bytes)
                .defaultIfEmpty(new byte[0])
                .onErrorMap(DataBufferLimitException.class, _ -> tooLarge())
                .map(body -> verified(request, body));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private SignedMessage verified(ServerHttpRequest request, byte[] body) {
        return switch (verifier.verify(request.getHeaders()::getFirst, body)) {
            case Verification.Verified message -> new SignedMessage(message.id(), body);
            case Verification.Rejected reason -> throw rejected(reason);
        };
    }

    private ProblemException rejected(Verification.Rejected reason) {
        log.debug("webhook rejected: {}", reason);
        meters.counter("platform.webhooks.rejected", "reason", reason.name()).increment();
        return new ProblemException(HttpStatus.UNAUTHORIZED, "The webhook's signature is missing or not valid.");
    }

    private static ProblemException tooLarge() {
        return new ProblemException(
                HttpStatus.PAYLOAD_TOO_LARGE, "The body is larger than " + MAX_BYTES / 1024 + " KiB.");
    }
}
