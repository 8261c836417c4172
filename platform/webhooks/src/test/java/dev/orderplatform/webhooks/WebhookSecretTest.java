package dev.orderplatform.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretTest {

    @ParameterizedTest
    @ValueSource(ints = {24, 32, 64})
    void secretOf24To64BytesIsAccepted(int bytes) {
        assertThat(WebhookSecret.parse(ofSize(bytes)).reveal()).isEqualTo(ofSize(bytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 23, 65})
    void shorterAndLongerSecretsAreRefused(int bytes) {
        assertThatThrownBy(() -> WebhookSecret.parse(ofSize(bytes))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whpk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_!fKQ"})
    void refusalDoesNotQuoteTheSecret(String text) {
        assertThatThrownBy(() -> WebhookSecret.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .message()
                .doesNotContain("fKQ", "!");
    }

    @Test
    void printingHidesTheSecret() {
        var secrets = WebhookSecrets.parse(ofSize(24));
        assertThat(secrets.toString()).isEqualTo("WebhookSecrets[newestFirst=[whsec_***]]");
    }

    @Test
    void generatedSecretsAreValidAndDiffer() {
        var first = WebhookSecret.generate().reveal();
        assertThat(WebhookSecret.parse(first).reveal()).isEqualTo(first);
        assertThat(WebhookSecret.generate().reveal()).isNotEqualTo(first);
    }

    @Test
    void oneOrTwoSecretsAreActive() {
        assertThat(WebhookSecrets.parse(ofSize(24) + "\n" + ofSize(32) + "\n").newestFirst())
                .hasSize(2);
        assertThatThrownBy(() -> WebhookSecrets.parse("\n")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WebhookSecrets.parse((ofSize(24) + " ").repeat(3)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String ofSize(int bytes) {
        return "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
    }
}
