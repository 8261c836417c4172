package dev.orderplatform.webhooks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.regex.Pattern;

/** The symmetric signature {@code v1,<Base64>}: HMAC-SHA256 over {@code id.timestamp.body}. */
final class Signature {
    static final Pattern FORMAT = Pattern.compile("v1,[A-Za-z0-9+/]{43}=");

    /** Without full stop: it separates what is signed, so an id with one could pass for another id and timestamp. */
    static final Pattern ID_FORMAT = Pattern.compile("[!-~&&[^.]]{1,128}");

    private Signature() {}

    /** @param timestamp seconds since 1970, exactly as the header has it */
    static String of(WebhookSecret secret, String id, String timestamp, byte[] body) {
        byte[] hmac = secret.hmac((id + "." + timestamp + ".").getBytes(UTF_8), body);
        return "v1," + new String(Base64.getEncoder().encode(hmac), US_ASCII);
    }
}
