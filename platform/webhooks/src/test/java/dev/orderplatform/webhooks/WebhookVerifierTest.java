package dev.orderplatform.webhooks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.webhooks.Verification.Rejected;
import dev.orderplatform.webhooks.Verification.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookVerifierTest {
    // The vector of the tests of the specification's reference libraries.
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String TIMESTAMP = "1614265330";
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static final Instant NOW = Instant.ofEpochSecond(Long.parseLong(TIMESTAMP));
    private static final String OTHER_SECRET = "whsec_" + "A".repeat(44);
    private static final String WRONG = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";

    @Test
    void signatureIsTheReferenceVectors() {
        assertThat(signer(SECRET).sign(ID, BODY)).isEqualTo(new WebhookHeaders(ID, TIMESTAMP, SIGNATURE));
    }

    @Test
    void referenceVectorIsVerified() {
        assertThat(verify(SIGNATURE)).isEqualTo(new Verified(ID, NOW));
    }

    @Test
    void oneOfSeveralSignaturesSuffices() {
        assertThat(verify(WRONG + " " + WRONG.replace("v1", "v2") + " " + SIGNATURE + " " + WRONG))
                .isInstanceOf(Verified.class);
    }

    @ParameterizedTest
    @CsvSource({
        "webhook-id, MISSING_ID",
        "webhook-timestamp, MISSING_TIMESTAMP",
        "webhook-signature, MISSING_SIGNATURE",
    })
    void missingHeaderIsNamed(String header, Rejected reason) {
        var headers = headers(SIGNATURE);
        headers.remove(header);
        assertThat(verifier(SECRET, NOW).verify(headers::get, BODY)).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "v1",
                "v1,",
                "v1,short=",
                "invalid_signature",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE",
                "v1, g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            })
    void malformedSignatureIsRejected(String signature) {
        assertThat(verify(signature)).isEqualTo(Rejected.MALFORMED_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2,", "v1a,"})
    void otherVersionsAreUnknown(String version) {
        assertThat(verify(SIGNATURE.replace("v1,", version))).isEqualTo(Rejected.UNKNOWN_VERSION);
    }

    @Test
    void wrongSignatureIsRejected() {
        assertThat(verify(WRONG)).isEqualTo(Rejected.WRONG_SIGNATURE);
        assertThat(verify(WRONG + " " + SIGNATURE.replace("v1", "v2"))).isEqualTo(Rejected.WRONG_SIGNATURE);
    }

    @Test
    void numberOfSignaturesIsLimited() {
        String wrong = (WRONG + " ").repeat(WebhookVerifier.MAX_SIGNATURES - 1);
        assertThat(verify(wrong + SIGNATURE)).isInstanceOf(Verified.class);
        assertThat(verify(wrong + WRONG + " " + SIGNATURE)).isEqualTo(Rejected.MALFORMED_SIGNATURE);
    }

    @Test
    void base64WithOtherUnusedBitsIsAnotherSignature() {
        // Decodes to the same bytes, because the last character has two unused bits.
        assertThat(verify(SIGNATURE.replace("1OE=", "1OF="))).isEqualTo(Rejected.WRONG_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1614265330.5", "+1614265330", "-1", "16142653 30", "0x10", "1614265330123456", "١"})
    void malformedTimestampIsRejected(String timestamp) {
        var headers = headers(SIGNATURE);
        headers.put("webhook-timestamp", timestamp);
        assertThat(verifier(SECRET, NOW).verify(headers::get, BODY)).isEqualTo(Rejected.MALFORMED_TIMESTAMP);
    }

    @Test
    void bytesCannotBeShiftedBetweenIdAndTimestamp() {
        var headers = headers(SIGNATURE);
        headers.put("webhook-id", ID + "." + TIMESTAMP);
        assertThat(verifier(SECRET, NOW).verify(headers::get, BODY)).isEqualTo(Rejected.MALFORMED_ID);
        assertThatThrownBy(() -> signer(SECRET).sign("a.b", BODY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fiveMinutesAreToleratedBothWays() {
        assertThat(verifyAt(NOW.plus(Duration.ofMinutes(5)))).isInstanceOf(Verified.class);
        assertThat(verifyAt(NOW.plus(Duration.ofMinutes(5)).plusMillis(1))).isEqualTo(Rejected.TOO_OLD);
        assertThat(verifyAt(NOW.minus(Duration.ofMinutes(5)))).isInstanceOf(Verified.class);
        assertThat(verifyAt(NOW.minus(Duration.ofMinutes(5)).minusMillis(1))).isEqualTo(Rejected.IN_THE_FUTURE);
    }

    @Test
    void forgedMessageIsNotCalledOld() {
        assertThat(verifier(SECRET, NOW.plus(Duration.ofDays(1))).verify(headers(WRONG)::get, BODY))
                .isEqualTo(Rejected.WRONG_SIGNATURE);
    }

    @Test
    void newestSecretSignsAndBothVerify() {
        var both = OTHER_SECRET + " " + SECRET;
        assertThat(verifier(both, NOW).verify(headers(SIGNATURE)::get, BODY)).isInstanceOf(Verified.class);
        var signedWithNewest = signer(both).sign(ID, BODY).signature();
        assertThat(verifier(OTHER_SECRET, NOW).verify(headers(signedWithNewest)::get, BODY))
                .isInstanceOf(Verified.class);
        assertThat(verify(signedWithNewest)).isEqualTo(Rejected.WRONG_SIGNATURE);
    }

    @Test
    void messageSignedWithBothIsVerifiedByReceiversOfEither() {
        var headers = headers(
                signer(OTHER_SECRET + " " + SECRET).signWithAll(ID, BODY).signature());
        assertThat(verifier(SECRET, NOW).verify(headers::get, BODY)).isInstanceOf(Verified.class);
        assertThat(verifier(OTHER_SECRET, NOW).verify(headers::get, BODY)).isInstanceOf(Verified.class);
    }

    @Test
    void anyFlippedBitOfTheBodyFails() {
        for (int bit = 0; bit < BODY.length * 8; bit++) {
            byte[] changed = flip(BODY, bit);
            assertThat(verifier(SECRET, NOW).verify(headers(SIGNATURE)::get, changed))
                    .as("bit %d", bit)
                    .isEqualTo(Rejected.WRONG_SIGNATURE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void anyFlippedBitOfAHeaderFails(String header) {
        byte[] value = headers(SIGNATURE).get(header).getBytes(US_ASCII);
        for (int bit = 0; bit < value.length * 8; bit++) {
            var headers = headers(SIGNATURE);
            headers.put(header, new String(flip(value, bit), US_ASCII));
            assertThat(verifier(SECRET, NOW).verify(headers::get, BODY))
                    .as("bit %d", bit)
                    .isInstanceOf(Rejected.class);
        }
    }

    @Test
    void randomMessagesAreVerifiedUntilTheyAreCut() {
        var random = new Random(20261130);
        for (int n = 0; n < 500; n++) {
            byte[] body = new byte[1 + random.nextInt(300)];
            random.nextBytes(body);
            var secret = WebhookSecret.generate().reveal();
            var signed = signer(secret).sign("msg-" + n, body);
            var headers = new HashMap<String, String>();
            signed.forEach(headers::put);
            assertThat(verifier(secret, NOW).verify(headers::get, body)).isEqualTo(new Verified("msg-" + n, NOW));
            byte[] cut = Arrays.copyOf(body, body.length - 1);
            assertThat(verifier(secret, NOW).verify(headers::get, cut)).isEqualTo(Rejected.WRONG_SIGNATURE);
        }
    }

    private static Verification verify(String signature) {
        return verifier(SECRET, NOW).verify(headers(signature)::get, BODY);
    }

    private static Verification verifyAt(Instant now) {
        return verifier(SECRET, now).verify(headers(SIGNATURE)::get, BODY);
    }

    private static Map<String, String> headers(String signature) {
        var headers = new HashMap<String, String>();
        new WebhookHeaders(ID, TIMESTAMP, signature).forEach(headers::put);
        return headers;
    }

    private static WebhookVerifier verifier(String secrets, Instant now) {
        return new WebhookVerifier(WebhookSecrets.parse(secrets), () -> now);
    }

    private static WebhookSigner signer(String secrets) {
        return new WebhookSigner(WebhookSecrets.parse(secrets), () -> NOW);
    }

    private static byte[] flip(byte[] bytes, int bit) {
        byte[] changed = bytes.clone();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        return changed;
    }
}
