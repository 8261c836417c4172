package dev.orderplatform.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.Slot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Flux;

/** Callbacks of payment provider and carrier, in two regions. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.test.webtestclient.timeout=30s",
            "platform.gateway.callbacks.bodies=1MB",
            "platform.gateway.callbacks.bodies-of-one-address=1MB"
        })
class CallbackIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int LIMIT = 64 * 1024;
    private static final String PAYMENTS = "/api/v1/payments/callback";
    private static final Upstream EAST = new Upstream("east");
    private static final Upstream WEST = new Upstream("west");
    private static final String OF_EAST = order(6) + "-1";
    private static final String OF_WEST = order(7) + "-12";

    @Autowired
    private WebTestClient client;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void upstreams(DynamicPropertyRegistry properties) {
        Keys.register(properties);
        for (String service : List.of("order-service", "payment-service", "logistics-service")) {
            properties.add("platform.gateway.services." + service + ".urls.east", EAST::uri);
            properties.add("platform.gateway.services." + service + ".urls.west", WEST::uri);
        }
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

    @ParameterizedTest
    @CsvSource({
        PAYMENTS + ", paymentId",
        "/api/v1/shipments/callback, parcelId",
        "/api/v1/p%61yments/callback, paymentId"
    })
    void ownerOfTheOrderReceivesTheSendersBytesAndHeaders(String path, String field) {
        String body = "\t{ \"at\" :\"ü\", \"more\":{\"%s\":\"%s\"},\r\n \"%s\" : \"%s\"}  "
                .formatted(field, OF_EAST, field, OF_WEST);
        post(path, body).expectStatus().isNoContent();
        assertThat(WEST.lastBody()).isEqualTo(body.getBytes(UTF_8));
        assertThat(WEST.lastHeaders())
                .containsEntry("webhook-id", "msg_1")
                .containsEntry("webhook-timestamp", "1767225600")
                .containsEntry("webhook-signature", "v1,c2lnbmVk v1,b2xk")
                .containsEntry("content-type", "application/json; charset=utf-8");
        int east = EAST.requests();
        post(path, "{\"%s\":\"%s\"}".formatted(field, OF_EAST)).expectStatus().isNoContent();
        assertThat(EAST.requests()).isEqualTo(east + 1);
    }

    @Test
    void bodyDecidesEvenIfThereIsAToken() {
        long user = 1;
        assertThat(Slot.ofUser(user).number() % 2).isEqualTo(1);
        int east = EAST.requests();
        request(HttpMethod.POST, PAYMENTS)
                .headers(headers -> headers.setBearerAuth(Keys.token(user, "orders")))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(payment(OF_EAST))
                .exchange()
                .expectStatus()
                .isNoContent();
        assertThat(EAST.requests()).isEqualTo(east + 1);
    }

    @Test
    void misdirectedCallbackIsFollowedToItsOwner() {
        EAST.misdirectTo("west");
        post(PAYMENTS, payment(OF_EAST))
                .expectStatus()
                .isNoContent()
                .expectHeader()
                .doesNotExist("X-Refused-By");
        assertThat(WEST.lastBody()).isEqualTo(payment(OF_EAST).getBytes(UTF_8));
        assertThat(WEST.lastHeaders()).containsEntry("webhook-id", "msg_1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":\"payment.unknown\"}",
                "{\"data\":{\"paymentId\":\"1-1\"}}",
                "{\"paymentId\":null}",
                "{\"paymentId\":11}",
                "{\"paymentId\":[\"1-1\"]}",
                "{\"paymentId\":\"\"}",
                "{\"paymentId\":\"1\"}",
                "{\"paymentId\":\"1-\"}",
                "{\"paymentId\":\"-1-1\"}",
                "{\"paymentId\":\"1-1 \"}",
                "{\"paymentId\":\"9223372036854775808-1\"}"
            })
    void unroutableIdIs400AndNamesTheField(String body) {
        problem(post(PAYMENTS, body), 400).jsonPath("$.errors[0].field").isEqualTo("paymentId");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "paymentId=1-1",
                "[]",
                "\"1-1\"",
                "{\"paymentId\":\"1-1\"",
                "{\"paymentId\":\"1-1\"}}",
                "{\"paymentId\":\"1-1\"}{}",
                "{\"paymentId\":\"1-1\",\"paymentId\":\"1-1\"}",
                "{\"paymentId\":\"1-1\",\"payment\\u0049d\":\"4096-1\"}"
            })
    void whatIsNoJsonObjectOrRepeatsAFieldIs400(String body) {
        int before = EAST.requests() + WEST.requests();
        problem(post(PAYMENTS, body), 400);
        assertThat(EAST.requests() + WEST.requests()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type: text/plain\r\n", "Content-Type: rubbish\r\n", ""})
    void otherContentTypesAre415(String header) throws IOException {
        try (Socket socket = send(header, payment(OF_EAST), payment(OF_EAST).length())) {
            assertThat(new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1)).lines())
                    .startsWith("HTTP/1.1 415 Unsupported Media Type")
                    .contains("Accept: application/json", "Content-Type: application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void otherMethodsAre405(String method) {
        ResponseSpec answer = request(HttpMethod.valueOf(method), PAYMENTS)
                .accept(MediaType.TEXT_HTML)
                .exchange();
        answer.expectHeader().valueEquals("Allow", "POST");
        problem(answer, 405);
    }

    @Test
    void headIs405WithoutABody() {
        request(HttpMethod.HEAD, PAYMENTS)
                .exchange()
                .expectStatus()
                .isEqualTo(405)
                .expectBody()
                .isEmpty();
    }

    @Test
    void onlyTheCallbacksAreOpen() {
        problem(post("/api/v1/payments", payment(OF_EAST)), 401);
        problem(post("/api/v1/payments/callback/", payment(OF_EAST)), 401);
        problem(post("/api/v1/payments/callback/more", payment(OF_EAST)), 401);
    }

    @Test
    void bodiesBeyondTheLimitAre413() {
        post(PAYMENTS, payment(OF_EAST, LIMIT)).expectStatus().isNoContent();
        assertThat(EAST.lastBody()).hasSize(LIMIT);
        problem(post(PAYMENTS, payment(OF_EAST, LIMIT + 1)), 413);
        Flux<DataBuffer> chunks = Flux.range(0, LIMIT / 1024 + 1).map(_ -> bytes(" ".repeat(1024)));
        problem(
                request(HttpMethod.POST, PAYMENTS)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(chunks, DataBuffer.class)
                        .exchange(),
                413);
    }

    @Test
    void slowCallbacksDoNotHinderUsers() throws IOException {
        List<Socket> withheld = new ArrayList<>();
        try {
            // The budget has room for sixteen.
            for (int n = 0; n < 20; n++) {
                withheld.add(send("Content-Type: application/json\r\n", " ".repeat(LIMIT - 1), LIMIT));
            }
            await().atMost(TIMEOUT).untilAsserted(() -> problem(post(PAYMENTS, payment(OF_EAST, LIMIT)), 503));
            client.post()
                    .uri("/api/v1/orders")
                    .headers(headers -> headers.setBearerAuth(Keys.token(1, "orders")))
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue("x".repeat(1 << 20))
                    .exchange()
                    .expectStatus()
                    .isCreated();
        } finally {
            for (Socket socket : withheld) {
                socket.close();
            }
        }
        await().atMost(TIMEOUT)
                .untilAsserted(() ->
                        post(PAYMENTS, payment(OF_EAST, LIMIT)).expectStatus().isNoContent());
    }

    /** @param length declared length of the body */
    private Socket send(String header, String body, int length) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout((int) TIMEOUT.toMillis());
        String head = "POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%sContent-Length: %d\r\n\r\n"
                .formatted(PAYMENTS, header, length);
        socket.getOutputStream().write((head + body).getBytes(ISO_8859_1));
        return socket;
    }

    private ResponseSpec post(String path, String body) {
        return request(HttpMethod.POST, path)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("webhook-id", "msg_1")
                .header("webhook-timestamp", "1767225600")
                .header("webhook-signature", "v1,c2lnbmVk v1,b2xk")
                .body(Flux.just(bytes(body)), DataBuffer.class)
                .exchange();
    }

    private WebTestClient.RequestBodySpec request(HttpMethod method, String path) {
        return client.method(method).uri(base -> URI.create(base.build() + path));
    }

    private static DataBuffer bytes(String text) {
        return DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(UTF_8));
    }

    private static String payment(String id) {
        return "{\"type\":\"payment.captured\",\"paymentId\":\"" + id + "\"}";
    }

    private static String payment(String id, int length) {
        String payment = payment(id);
        return payment + " ".repeat(length - payment.length());
    }

    private static long order(int slot) {
        return OrderId.compose(1_800_000_000_000L, new Slot(slot), 0, 1);
    }

    private static WebTestClient.BodyContentSpec problem(ResponseSpec answer, int status) {
        return answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(status);
    }
}
