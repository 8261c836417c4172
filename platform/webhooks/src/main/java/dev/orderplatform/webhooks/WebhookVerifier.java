package dev.orderplatform.webhooks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.orderplatform.webhooks.Verification.Rejected;
import dev.orderplatform.webhooks.Verification.Verified;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Verifies inbound webhooks, before anything of their body is parsed. */
public final class WebhookVerifier {
    static final Duration TOLERANCE = Duration.ofMinutes(5);
    /** Bounds the work for a forged message; a sender with two secrets needs two. */
    static final int MAX_SIGNATURES = 8;

    private static final Pattern TIMESTAMP_FORMAT = Pattern.compile("[0-9]{1,12}");
    private static final Pattern ANY_VERSION = Pattern.compile("v[0-9]+[a-z]*,[A-Za-z0-9+/]+=*");

    private final WebhookSecrets secrets;
    private final InstantSource clock;

    public WebhookVerifier(WebhookSecrets secrets, InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * @param header the value of a header by its lower-case name, or null
     * @param body exactly the bytes that were received
     */
    public Verification verify(Function<String, @Nullable String> header, byte[] body) {
        String id = header.apply(WebhookHeaders.ID);
        String timestamp = header.apply(WebhookHeaders.TIMESTAMP);
        String signatures = header.apply(WebhookHeaders.SIGNATURE);
        if (id == null) {
            return Rejected.MISSING_ID;
        }
        if (timestamp == null) {
            return Rejected.MISSING_TIMESTAMP;
        }
        if (signatures == null) {
            return Rejected.MISSING_SIGNATURE;
        }
        return verify(new WebhookHeaders(id, timestamp, signatures), body);
    }

    // The signature is checked before the time: what is reported as too old was really sent by the holder of a secret.
    private Verification verify(WebhookHeaders headers, byte[] body) {
        if (!Signature.ID_FORMAT.matcher(headers.id()).matches()) {
            return Rejected.MALFORMED_ID;
        }
        if (!TIMESTAMP_FORMAT.matcher(headers.timestamp()).matches()) {
            return Rejected.MALFORMED_TIMESTAMP;
        }
        var sentAt = Instant.ofEpochSecond(Long.parseLong(headers.timestamp()));
        return wrongSignature(headers, body)
                .or(() -> wrongTime(sentAt))
                .<Verification>map(reason -> reason)
                .orElseGet(() -> new Verified(headers.id(), sentAt));
    }

    private Optional<Rejected> wrongSignature(WebhookHeaders headers, byte[] body) {
        var all = List.of(headers.signature().split(" ", MAX_SIGNATURES + 1));
        if (all.size() > MAX_SIGNATURES) {
            return Optional.of(Rejected.MALFORMED_SIGNATURE);
        }
        var ours = all.stream()
                .filter(signature -> Signature.FORMAT.matcher(signature).matches())
                .toList();
        if (ours.isEmpty()) {
            return Optional.of(
                    all.stream().anyMatch(WebhookVerifier::isOfOtherVersion)
                            ? Rejected.UNKNOWN_VERSION
                            : Rejected.MALFORMED_SIGNATURE);
        }
        return isSigned(headers, body, ours) ? Optional.empty() : Optional.of(Rejected.WRONG_SIGNATURE);
    }

    private static boolean isOfOtherVersion(String signature) {
        return !signature.startsWith("v1,") && ANY_VERSION.matcher(signature).matches();
    }

    // Compares the text, not what it decodes to: Base64 has several texts for the same bytes.
    private boolean isSigned(WebhookHeaders headers, byte[] body, List<String> signatures) {
        boolean signed = false;
        for (WebhookSecret secret : secrets.newestFirst()) {
            byte[] expected = ascii(Signature.of(secret, headers.id(), headers.timestamp(), body));
            for (String signature : signatures) {
                signed |= MessageDigest.isEqual(expected, ascii(signature));
            }
        }
        return signed;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    private Optional<Rejected> wrongTime(Instant sentAt) {
        var now = clock.instant();
        if (sentAt.isBefore(now.minus(TOLERANCE))) {
            return Optional.of(Rejected.TOO_OLD);
        }
        return sentAt.isAfter(now.plus(TOLERANCE)) ? Optional.of(Rejected.IN_THE_FUTURE) : Optional.empty();
    }
}
