package dev.orderplatform.notification.channel.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebhookBodyTest {

    @Test
    void idsAreStringsAndQuotesAreEscaped() {
        byte[] body = WebhookBody.of(new Delivery(
                7,
                "order-9007199254740993-1-2",
                9007199254740993L,
                "OrderConfirmedEvent",
                Instant.parse("2026-11-23T12:00:00Z"),
                "Your \"order\"",
                "Good news",
                3));
        assertThat(new String(body, UTF_8)).isEqualTo("""
            {"type":"OrderConfirmedEvent","timestamp":"2026-11-23T12:00:00Z","data":{"orderId":"9007199254740993",\
            "version":2,"notificationId":"7","title":"Your \\"order\\"","body":"Good news"}}\
            """);
    }
}
