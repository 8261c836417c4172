package dev.orderplatform.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.test.webtestclient.timeout=30s",
            "resilience4j.circuitbreaker.configs.default.wait-duration-in-open-state=1h",
            "platform.gateway.services.inventory-service.urls.east=http://no-such-host.invalid:1",
            "spring.cloud.gateway.server.webflux.httpclient.response-timeout=500ms",
            "platform.gateway.requests-per-second=10"
        })
class UpstreamDownIT {

    private static final Upstream ORDERS = new Upstream("order");

    @Autowired
    private WebTestClient client;

    @Autowired
    private CircuitBreakerRegistry breakers;

    @DynamicPropertySource
    static void upstreams(DynamicPropertyRegistry properties) {
        Keys.register(properties);
        properties.add("platform.gateway.services.order-service.urls.east", ORDERS::uri);
        properties.add("platform.gateway.services.notification-service.urls.all", () -> "http://127.0.0.1:1");
    }

    @BeforeEach
    void closeBreakers() {
        breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
    }

    @AfterAll
    static void stop() {
        ORDERS.close();
    }

    @Test
    void refusedAndUnresolvableAre503() {
        assertUnavailable(get(1, "/api/v1/notifications"));
        assertUnavailable(get(1, "/api/v1/stock/A"));
    }

    @Test
    void breakerOpensOnFailuresAndClosesOnRecovery() {
        CircuitBreaker breaker = breakers.circuitBreaker("order-service-east");
        for (int i = 0; i < 20; i++) {
            assertUnavailable(get(100 + i, "/api/v1/orders/broken"));
        }
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
        int reached = ORDERS.requests();
        assertUnavailable(get(2, "/api/v1/orders/1"));
        assertThat(ORDERS.requests()).isEqualTo(reached);
        // Instead of waiting, so that the test does not depend on a clock.
        breaker.transitionToHalfOpenState();
        for (int i = 0; i < 5; i++) {
            get(200 + i, "/api/v1/orders/1").expectStatus().isOk().expectBody();
        }
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void breakerOpensOnTimeouts() {
        for (int i = 0; i < 20; i++) {
            get(300 + i, "/api/v1/orders/slow").expectStatus().isEqualTo(504).expectBody();
        }
        assertThat(breakers.circuitBreaker("order-service-east").getState()).isEqualTo(CircuitBreaker.State.OPEN);
        assertUnavailable(get(2, "/api/v1/orders/1"));
    }

    @Test
    void requestRateIsLimitedPerUser() {
        int refused = 0;
        for (int i = 0; i < 100; i++) {
            int status = get(3, "/nothing")
                    .expectBody(String.class)
                    .returnResult()
                    .getStatus()
                    .value();
            refused += status == 429 ? 1 : 0;
        }
        assertThat(refused).isPositive();
        get(4, "/nothing").expectStatus().isNotFound().expectBody();
    }

    @Test
    void documentOmitsServicesThatAreDown() {
        client.get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.paths['/api/v1/order']")
                .exists()
                .jsonPath("$.info.description")
                .value((String text) -> assertThat(text).contains("inventory-service", "notification-service"));
    }

    @Test
    void withoutTheDemoProfileThereIsNoDemoToken() {
        client.post()
                .uri("/demo/token")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"userId\":1,\"scope\":\"orders\"}")
                .exchange()
                .expectStatus()
                .isUnauthorized();
        client.post()
                .uri("/demo/token")
                .headers(headers -> headers.setBearerAuth(Keys.token(5, "orders")))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"userId\":1,\"scope\":\"orders\"}")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private ResponseSpec get(long user, String path) {
        return client.get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(Keys.token(user, "orders operator")))
                .exchange();
    }

    private static void assertUnavailable(ResponseSpec answer) {
        answer.expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .valueEquals("Retry-After", "1")
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody();
    }
}
