package dev.orderplatform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.contracts.EventRetention;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class InboxPropertiesTest {

    @Test
    void inboxRetentionCoversReplayableDeadLetters() {
        assertThat(bind(Map.of()).retention()).isGreaterThanOrEqualTo(EventRetention.MIN_INBOX);
        assertThat(EventRetention.MIN_INBOX).isGreaterThanOrEqualTo(EventRetention.REPLAY.plus(EventRetention.TOPIC));
    }

    @Test
    void tooShortInboxRetentionFailsTheStart() {
        Duration tooShort = EventRetention.MIN_INBOX.minusSeconds(1);
        assertThatThrownBy(() -> bind(Map.of("platform.inbox.retention", tooShort.toString())))
                .rootCause()
                .hasMessageContaining("platform.inbox.retention");
    }

    private static InboxProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("platform.inbox", InboxProperties.class);
    }
}
