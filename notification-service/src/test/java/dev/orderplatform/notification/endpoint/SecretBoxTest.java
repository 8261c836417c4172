package dev.orderplatform.notification.endpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.webhooks.WebhookSecret;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
    private static final byte[] OLD = new byte[32];
    private static final byte[] NEW = "0123456789abcdef0123456789abcdef".getBytes(ISO_8859_1);

    private final WebhookSecret secret = WebhookSecret.generate();

    @Test
    void sealedSecretIsUnreadableAndOpensAgain() {
        SecretBox box = new SecretBox(List.of(NEW));
        byte[] sealed = box.seal(42, secret);
        assertThat(new String(sealed, ISO_8859_1)).doesNotContain("whsec_");
        assertThat(box.open(42, sealed).reveal()).isEqualTo(secret.reveal());
        assertThat(box.seal(42, secret)).isNotEqualTo(sealed);
    }

    @Test
    void secretOfAnotherUserDoesNotOpen() {
        SecretBox box = new SecretBox(List.of(NEW));
        byte[] sealed = box.seal(42, secret);
        assertThatThrownBy(() -> box.open(43, sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void olderKeyOpensWhatItSealed() {
        byte[] sealed = new SecretBox(List.of(OLD)).seal(42, secret);
        assertThat(new SecretBox(List.of(NEW, OLD)).open(42, sealed).reveal()).isEqualTo(secret.reveal());
        SecretBox newOnly = new SecretBox(List.of(NEW));
        assertThatThrownBy(() -> newOnly.open(42, sealed)).isInstanceOf(IllegalStateException.class);
    }
}
