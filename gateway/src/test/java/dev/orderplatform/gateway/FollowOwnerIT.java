package dev.orderplatform.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.Slot;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Flux;

/** Two regions, and a gateway without a control database: it guesses the owner, and follows the 421. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "spring.test.webtestclient.timeout=30s")
class FollowOwnerIT {

    private static final Upstream EAST = new Upstream("east");
    private static final Upstream WEST = new Upstream("west");
    private static final long OF_EAST = user("east");
    private static final long OF_WEST = user("west");

    @Autowired
    private WebTestClient client;

    @Autowired
    private CircuitBreakerRegistry breakers;

    @DynamicPropertySource
    static void upstreams(DynamicPropertyRegistry properties) {
        Keys.register(properties);
        properties.add("platform.gateway.services.order-service.urls.east", EAST::uri);
        properties.add("platform.gateway.services.inventory-service.urls.east", EAST::uri);
        properties.add("platform.gateway.services.order-service.urls.west", WEST::uri);
        properties.add("platform.gateway.services.inventory-service.urls.west", WEST::uri);
        properties.add("platform.gateway.services.order-service.urls.lost", () -> "http://127.0.0.1:1");
        properties.add("platform.gateway.services.inventory-service.urls.lost", () -> "http://127.0.0.1:1");
        properties.add("platform.gateway.services.notification-service.urls.all", () -> "http://127.0.0.1:1");
    }

    @BeforeEach
    void resetUpstreams() {
        EAST.own();
        WEST.own();
    }

    @AfterAll
    static void stop() {
        EAST.close();
        WEST.close();
    }

    @Test
    void userOrOrderSlotDeterminesTheRegion() {
        servedBy("east", get(OF_EAST, "/api/v1/orders/x"));
        servedBy("west", get(OF_WEST, "/api/v1/orders/x"));
        servedBy("west", get(OF_EAST, "/api/v1/orders/" + orderOf(OF_WEST)));
        servedBy("west", get(OF_WEST, "/api/v1/catalogue/A"));
        servedBy("west", get(OF_EAST, "/api/v1/%6Frders/" + orderOf(OF_WEST)));
    }

    @Test
    void misdirectedRequestIsFollowedToItsOwner() {
        EAST.misdirectTo("west");
        servedBy("west", get(OF_EAST, "/api/v1/orders/x"))
                .expectHeader()
                .doesNotExist("X-Refused-By")
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/orders/x?limit=%31&note=a=b",
                "/api/v1/orders/a%20b?filter[a]=1+2%2B3&c=%2f",
                "/api/v1/orders/x?"
            })
    void ownerReceivesTheClientsBytes(String target) {
        EAST.misdirectTo("west");
        get(OF_EAST, target)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.service")
                .isEqualTo("west")
                .jsonPath("$.path")
                .isEqualTo(target);
    }

    @Test
    void misdirectedHeadIsFollowed() {
        EAST.misdirectTo("west");
        int west = WEST.requests();
        client.head()
                .uri("/api/v1/orders/x")
                .headers(headers -> headers.setBearerAuth(Keys.token(OF_EAST, "orders")))
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .doesNotExist("Slot-Owner")
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON)
                .expectBody()
                .isEmpty();
        assertThat(WEST.requests()).isEqualTo(west + 1);
    }

    @Test
    void bodyIsResentToTheOwner() {
        EAST.misdirectTo("west");
        int accepted = WEST.acceptedOrders();
        String body = "x".repeat(1 << 20);
        post(body).expectStatus().isCreated().expectBody().jsonPath("$.length").isEqualTo(body.length());
        Flux<DataBuffer> chunks = Flux.range(0, 50)
                .map(_ -> DefaultDataBufferFactory.sharedInstance.wrap(
                        "y".repeat(100).getBytes(StandardCharsets.UTF_8)));
        post(chunks)
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.length")
                .isEqualTo(5_000);
        assertThat(WEST.acceptedOrders()).isEqualTo(accepted + 2);
    }

    @Test
    void secondMisdirectionIsNotFollowed() {
        EAST.misdirectTo("west");
        WEST.misdirectTo("east");
        int east = EAST.requests();
        int west = WEST.requests();
        unavailable(get(OF_EAST, "/api/v1/orders/x"));
        assertThat(List.of(EAST.requests() - east, WEST.requests() - west)).containsExactly(1, 1);
    }

    @Test
    void unknownOrFailedOwnerIs503AndDoesNotCountAgainstTheFirstRegion() {
        EAST.misdirectTo("north");
        unavailable(get(OF_EAST, "/api/v1/orders/x"));
        EAST.misdirectTo("lost");
        for (int n = 0; n < 30; n++) {
            unavailable(get(OF_EAST, "/api/v1/orders/x"));
        }
        assertThat(breakers.circuitBreaker("order-service-east").getMetrics().getNumberOfFailedCalls())
                .isZero();
        assertThat(breakers.circuitBreaker("order-service-lost").getMetrics().getNumberOfNotPermittedCalls())
                .isPositive();
    }

    private ResponseSpec get(long user, String path) {
        return client.get()
                .uri(base -> URI.create(base.build() + path))
                .headers(headers -> headers.setBearerAuth(Keys.token(user, "orders")))
                .exchange();
    }

    private ResponseSpec post(Object body) {
        WebTestClient.RequestBodySpec request = client.post()
                .uri("/api/v1/orders")
                .headers(headers -> headers.setBearerAuth(Keys.token(OF_EAST, "orders")))
                .contentType(MediaType.APPLICATION_JSON);
        return body instanceof Flux<?> chunks
                ? request.body(chunks.cast(DataBuffer.class), DataBuffer.class).exchange()
                : request.bodyValue(body).exchange();
    }

    private static ResponseSpec servedBy(String region, ResponseSpec answer) {
        answer.expectStatus().isOk();
        answer.expectBody().jsonPath("$.service").isEqualTo(region);
        return answer;
    }

    private static void unavailable(ResponseSpec answer) {
        answer.expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .valueEquals("Retry-After", "1")
                .expectHeader()
                .doesNotExist("X-Refused-By")
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(503);
    }

    private static long orderOf(long user) {
        return OrderId.compose(System.currentTimeMillis(), Slot.ofUser(user), 0, 1);
    }

    // The gateway's initial map uses the sorted names of the three regions.
    private static long user(String home) {
        List<String> regions = List.of("east", "lost", "west");
        return LongStream.iterate(1, user -> user + 1)
                .filter(user ->
                        regions.get(Slot.ofUser(user).number() % regions.size()).equals(home))
                .findFirst()
                .orElseThrow();
    }
}
