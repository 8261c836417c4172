package dev.orderplatform.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.tools.client.Answer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoryTest {

    private static final Placed PLACED = new Placed(new Customer(1, "token"), "key", "7", Optional.empty());

    @Test
    void isDecidedOnceConfirmed() {
        assertThat(told(200, """
            {"status":"PENDING","history":[{"status":"PENDING","at":"2026-01-01T00:00:00Z"}]}
            """).decided()).isFalse();
        assertThat(told(200, """
            {"status":"CONFIRMED","history":[{"status":"PENDING","at":"2026-01-01T00:00:00Z"}]}
            """).decided()).isTrue();
    }

    // A problem has a status too: its number.
    @Test
    void isNotDecidedWhenItCouldNotBeLookedAt() {
        var story = told(503, """
            {"title":"Service Unavailable","status":503}
            """);
        assertThat(story.decided()).isFalse();
        assertThat(story.status()).contains("503");
    }

    private static Story told(int status, String body) {
        return Story.of(PLACED, new Answer(status, body, false));
    }
}
