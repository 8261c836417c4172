package dev.orderplatform.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.contracts.EventJson;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.web.Tokens;
import dev.orderplatform.web.identity.ServiceTokens;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The flow in which orders wait until their customers' notifications are written. */
class NotificationEventsIT {
    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start("told_events", "platform.flow=synchronous");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void anEventThatIsToldTwiceIsOneNotification() {
        TestOrder order = TestOrder.ofNewUser();
        String token = service.bean("serviceTokens", ServiceTokens.class).token();
        for (int time = 0; time < 2; time++) {
            tell(token, order.confirmed()).expectStatus().isNoContent();
        }
        assertThat(service.typesOf(order.id())).containsExactly("OrderConfirmedEvent");
    }

    @Test
    void onlyServicesMayTell() {
        tell(Tokens.user(42, "orders"), TestOrder.ofNewUser().confirmed())
                .expectStatus()
                .isForbidden();
    }

    private static WebTestClient.ResponseSpec tell(String token, OrderEvent event) {
        return service.client()
                .post()
                .uri("/internal/notifications")
                .headers(headers -> headers.setBearerAuth(token))
                .header("Content-Type", "application/json")
                .bodyValue(Map.of("type", event.type(), "event", EventJson.write(event)))
                .exchange();
    }
}
