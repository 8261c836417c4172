package dev.orderplatform.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.orderplatform.telemetry.TraceParent;
import dev.orderplatform.web.ServiceAddresses;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpOutputMessage;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import reactor.test.StepVerifier;

@AutoConfigureObservability(metrics = false)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.cloud.gateway.server.webflux.httpclient.response-timeout=3s",
            "spring.test.webtestclient.timeout=30s",
            // Longer than the test with forty slow bodies.
            "platform.http.request-timeout=60s"
        })
@ActiveProfiles("demo")
class GatewayIT {

    private static final int LIMIT = 1 << 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Upstream ORDERS = new Upstream("order");
    private static final Upstream INVENTORY = new Upstream("inventory");
    private static final Upstream NOTIFICATIONS = new Upstream("notification");

    @Autowired
    private WebTestClient client;

    @Autowired
    private HttpClient upstreams;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void upstreams(DynamicPropertyRegistry properties) {
        Keys.register(properties);
        properties.add("platform.gateway.services.order-service.urls.east", ORDERS::uri);
        properties.add("platform.gateway.services.inventory-service.urls.east", INVENTORY::uri);
        properties.add("platform.gateway.services.notification-service.urls.all", NOTIFICATIONS::uri);
    }

    @AfterAll
    static void stop() {
        List.of(ORDERS, INVENTORY, NOTIFICATIONS).forEach(Upstream::close);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/orders/1, order",
        "/api/v1/orders/1/cancel, order",
        "/api/v1/orders?limit=3, order",
        "/api/v1/catalogue?limit=3, inventory",
        "/api/v1/catalogue/SKU-00001, inventory",
        "/api/v1/stock/SKU-00001, inventory",
        "/api/v1/notifications?limit=1, notification"
    })
    void routesToTheServiceUnchanged(String path, String service) {
        String target = path.startsWith("/api/v1/orders?") ? path.replace("?", "/?") : path;
        get(target, "orders")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.service")
                .isEqualTo(service)
                .jsonPath("$.path")
                .isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/orders/1?limit=%31&note=a=b",
                "/api/v1/orders/1?filter[a]=%5b1%5D&filter[]=2",
                "/api/v1/orders/1?a=1+2%2B3&b=%25&c=%2f&d=%E9",
                "/api/v1/orders/1?&&=&a==&:@!$'()*,;/?~-._",
                "/api/v1/orders/1?",
                "/api/v1/catalogue/a%20b:@!$&'()*+,=~-._"
            })
    void serviceReceivesTheClientsBytes(String target) {
        client.get()
                .uri(base -> URI.create(base.build() + target))
                .headers(GatewayIT::user)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.path")
                .isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs",
                "/swagger-ui/index.html",
                "/v3/api-docs",
                "/v3/api-docs/gateway/swagger-config",
                "/actuator/health",
                "/api/v1/orders/1",
                "/api/v1/catalogue?limit=3",
                "/api/v1/stock/SKU-00001",
                "/api/v1/notifications",
                "/nothing",
                "/demo/token"
            })
    void headIsGetWithoutABody(String path) {
        for (Consumer<HttpHeaders> caller : List.<Consumer<HttpHeaders>>of(_ -> {}, GatewayIT::user)) {
            var get = client.get()
                    .uri(path)
                    .headers(caller)
                    .exchange()
                    .expectBody()
                    .returnResult();
            var head = client.head()
                    .uri(path)
                    .headers(caller)
                    .exchange()
                    .expectBody()
                    .isEmpty();
            assertThat(head.getStatus()).isEqualTo(get.getStatus());
            assertThat(head.getResponseHeaders().getContentType())
                    .isEqualTo(get.getResponseHeaders().getContentType());
            assertThat(head.getResponseHeaders().getLocation())
                    .isEqualTo(get.getResponseHeaders().getLocation());
        }
    }

    @Test
    void headOfAStreamEndsAndReleasesItsConnection() {
        get("/api/v1/orders/1", "orders").expectStatus().isOk();
        int before = ORDERS.connections();
        int heads = 10;
        for (int n = 0; n < heads; n++) {
            client.head()
                    .uri("/api/v1/orders/1/stream")
                    .headers(GatewayIT::user)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .contentTypeCompatibleWith(MediaType.TEXT_EVENT_STREAM)
                    .expectBody()
                    .isEmpty();
        }
        // Not exactly 0: the client may get the response before the connection is back in the pool.
        assertThat(ORDERS.connections() - before).isLessThan(heads);
    }

    @Test
    void fiftyStreamsOfAUserDoNotBlockItsRequests() {
        List<Disposable> streams = new ArrayList<>();
        AtomicInteger open = new AtomicInteger();
        try {
            for (int n = 0; n < 50; n++) {
                streams.add(stream().subscribe(_ -> open.incrementAndGet()));
            }
            await().atMost(TIMEOUT).untilAtomic(open, equalTo(50));
            get("/api/v1/orders/1", "orders").expectStatus().isOk();
        } finally {
            streams.forEach(Disposable::dispose);
        }
    }

    @Test
    void streamsOfManyUsersDoNotBlockRequests() throws IOException {
        List<Socket> streams = new ArrayList<>();
        try {
            // More than the connections for requests.
            for (int n = 0; n < 540; n++) {
                streams.add(openStream(100 + n / 30, "HTTP/1.1\r\nHost: localhost"));
            }
            for (Socket stream : streams) {
                assertThat(readLine(stream)).startsWith("HTTP/1.1 200");
            }
            get("/api/v1/orders/1", "orders").expectStatus().isOk();
        } finally {
            closeAll(streams);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/orders/1, operator, 403",
        "GET, /api/v1/notifications, operator, 403",
        "GET, /api/v1/notifications, none, 403",
        "GET, /api/v1/stock/A, none, 403",
        "GET, /api/v1/stock/A, operator, 200",
        "GET, /api/v1/catalogue/A, operator, 200",
        "POST, /api/v1/stock/transfers, orders, 403",
        "POST, /api/v1/stock/transfers, operator, 200",
        "GET, /api/v1/nothing, orders, 404",
        "GET, /nothing, orders, 404",
        "PUT, /v3/api-docs, orders, 405"
    })
    void scopesAllowTheirRoutes(HttpMethod method, String path, String scope, int status) {
        ResponseSpec answer = client.method(method)
                .uri(path)
                .headers(headers -> headers.setBearerAuth(Keys.token(1, scope)))
                .exchange();
        answer.expectStatus().isEqualTo(status);
        if (status >= 400) {
            problem(answer, status);
        }
    }

    @Test
    void invalidTokensAre401() {
        for (String token : List.of(Keys.expired(), Keys.forged(), "rubbish")) {
            problem(
                    client.get()
                            .uri("/api/v1/orders/1")
                            .headers(headers -> headers.setBearerAuth(token))
                            .exchange(),
                    401);
        }
        problem(client.get().uri("/api/v1/orders/1").exchange(), 401);
        problem(client.get().uri("/nothing").exchange(), 401);
        problem(client.get().uri("/actuator/env").exchange(), 401);
    }

    @Test
    void forwardsTheTokenAndRemovesInternalHeaders() {
        String token = Keys.token(1, "orders");
        client.get()
                .uri("/api/v1/orders/1")
                .headers(headers -> headers.setBearerAuth(token))
                .header("X-User-Id", "2")
                .header("X-Forwarded-For", "10.0.0.1")
                .header("X-Forwarded-Host", "evil")
                .header("Forwarded", "for=10.0.0.1")
                .header("TX_XID", "1:2:3")
                .header("Global-Transaction", "1:2:3")
                .header("Idempotency-Key", "k")
                .header(TraceParent.HEADER, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(ORDERS.lastHeaders())
                .containsEntry("authorization", "Bearer " + token)
                .containsEntry("idempotency-key", "k")
                .hasEntrySatisfying(
                        TraceParent.HEADER,
                        // The client's trace, but neither its span nor its decision to sample.
                        trace -> assertThat(trace)
                                .matches("00-4bf92f3577b34da6a3ce929d0e0e4736-(?!00f067aa0ba902b7)[0-9a-f]{16}-00"))
                .doesNotContainKeys(
                        "x-user-id",
                        "x-forwarded-for",
                        "x-forwarded-host",
                        "forwarded",
                        "tx_xid",
                        "global-transaction");
    }

    @Test
    void createsAMissingTrace() {
        get("/api/v1/orders/1", "orders").expectStatus().isOk();
        assertThat(ORDERS.lastHeaders().get(TraceParent.HEADER)).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
    }

    @Test
    void requestIdIsTheClientsOrThatOfTheTrace() {
        client.get()
                .uri("/api/v1/orders/1")
                .headers(headers -> headers.setBearerAuth(Keys.token(1, "orders")))
                .header("X-Request-Id", "checkout-42")
                .exchange()
                .expectHeader()
                .valueEquals("X-Request-Id", "checkout-42");
        assertThat(ORDERS.lastHeaders()).containsEntry("x-request-id", "checkout-42");
        String[] id = {""};
        get("/api/v1/orders/1", "orders").expectHeader().value("X-Request-Id", value -> id[0] = value);
        assertThat(ORDERS.lastHeaders().get(TraceParent.HEADER)).contains("-" + id[0] + "-");
    }

    @Test
    void upstreamResponsesAreUnchanged() {
        get("/api/v1/orders/taken", "orders")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .json("{\"title\":\"from behind\"}");
    }

    @Test
    void bodiesBeyondTheLimitAre413() {
        int before = ORDERS.acceptedOrders();
        post(BodyInserters.fromValue("x".repeat(LIMIT)))
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.length")
                .isEqualTo(LIMIT);
        post(chunked(LIMIT)).expectStatus().isCreated();
        problem(post(BodyInserters.fromValue("x".repeat(LIMIT + 1))), 413);
        problem(post(chunked(LIMIT + 1024)), 413);
        assertThat(ORDERS.acceptedOrders()).isEqualTo(before + 2);
    }

    @Test
    void slowBodiesAreLimitedPerUserAndOthersAreServed() throws IOException {
        List<Socket> withheld = new ArrayList<>();
        try {
            for (int n = 0; n < 40; n++) {
                withheld.add(withhold(2, LIMIT));
            }
            // A user's budget holds eight maximum-size bodies, fewer if many arrive at once.
            await().atMost(TIMEOUT)
                    .until(() -> withheld.stream().filter(GatewayIT::isAnswered).count() >= 32);
            for (Socket socket : withheld) {
                if (isAnswered(socket)) {
                    assertThat(readLine(socket)).startsWith("HTTP/1.1 503");
                }
            }
            post(BodyInserters.fromValue("x".repeat(LIMIT))).expectStatus().isCreated();
        } finally {
            closeAll(withheld);
        }
        await().atMost(TIMEOUT).untilAsserted(() -> {
            try (Socket socket = withhold(2, LIMIT)) {
                socket.getOutputStream().write('x');
                assertThat(readLine(socket)).startsWith("HTTP/1.1 201");
            }
        });
    }

    @Test
    void announcedBodiesReserveNoMemory() throws IOException {
        List<Socket> announced = new ArrayList<>();
        try {
            for (int n = 0; n < 40; n++) {
                announced.add(announce(3, LIMIT));
            }
            try (Socket whole = withhold(3, LIMIT)) {
                whole.getOutputStream().write('x');
                assertThat(readLine(whole)).startsWith("HTTP/1.1 201");
            }
        } finally {
            closeAll(announced);
        }
    }

    @Test
    void eventsForHttp10AreNotChunked() throws IOException {
        try (Socket socket = openStream(1, "HTTP/1.0")) {
            DataInputStream bytes = new DataInputStream(socket.getInputStream());
            StringBuilder answer = new StringBuilder();
            while (!answer.toString().endsWith("data: first\n\n")) {
                answer.append((char) bytes.readUnsignedByte());
            }
            assertThat(answer)
                    .containsIgnoringCase("content-type: text/event-stream")
                    .containsIgnoringCase("connection: close")
                    .doesNotContainIgnoringCase("transfer-encoding")
                    .endsWith("\r\n\r\ndata: first\n\n");
        }
    }

    @Test
    void listensOnBothLoopbackAddressesWhereThereAreTwo() throws IOException {
        assumeThat(NetworkInterface.getByInetAddress(InetAddress.getByName("::1")))
                .isNotNull();
        for (String address : List.of("127.0.0.1", "::1")) {
            try (Socket socket = new Socket(address, port)) {
                socket.setSoTimeout((int) TIMEOUT.toMillis());
                socket.getOutputStream()
                        .write("GET /v3/api-docs/gateway HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(ISO_8859_1));
                assertThat(readLine(socket)).startsWith("HTTP/1.1 200");
            }
        }
    }

    @Test
    void addressesOfServicesAreCachedBriefly() {
        // If the client already has these settings, the same instance is returned.
        assertThat(upstreams.resolver(ServiceAddresses::lookUp)).isSameAs(upstreams);
    }

    @Test
    void timeoutIs504AndBrokenConnection503() {
        problem(get("/api/v1/orders/slow", "orders"), 504);
        problem(get("/api/v1/orders/broken", "orders").expectHeader().exists("Retry-After"), 503);
    }

    @Test
    void eventsAreNotBufferedAndOutliveTheResponseTimeout() {
        StepVerifier.create(stream())
                .expectNext("first")
                .expectNoEvent(Duration.ofMillis(3500))
                .thenCancel()
                .verify(Duration.ofSeconds(20));
    }

    private Flux<String> stream() {
        return client.get()
                .uri("/api/v1/orders/1/stream")
                .headers(GatewayIT::user)
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseBody();
    }

    @Test
    void postAfterAServiceRestartSucceeds() {
        post(BodyInserters.fromValue("{}")).expectStatus().isCreated();
        ORDERS.restart();
        post(BodyInserters.fromValue("{}")).expectStatus().isCreated();
    }

    @Test
    void demoTokenIsAccepted() {
        DemoToken issued = demoToken("{\"userId\":9223372036854775807,\"scope\":\"operator orders\"}")
                .expectStatus()
                .isOk()
                .expectBody(DemoToken.class)
                .returnResult()
                .getResponseBody();
        assertThat(issued).isNotNull();
        assertThat(issued.expiresIn()).isEqualTo(3600);
        for (String path : List.of("/api/v1/orders/1", "/api/v1/stock/transfers")) {
            client.get()
                    .uri(path)
                    .headers(headers -> headers.setBearerAuth(issued.token()))
                    .exchange()
                    .expectStatus()
                    .isOk();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"userId":0,"scope":"orders"}                   | userId
        {"userId":-1,"scope":"orders"}                  | userId
        {"userId":9223372036854775808,"scope":"orders"} | userId
        {"userId":"42","scope":"orders"}                | userId
        {"userId":4.0,"scope":"orders"}                 | userId
        {"userId":null,"scope":"orders"}                | userId
        {"scope":"orders"}                              | userId
        {"userId":1}                                    | scope
        {"userId":1,"scope":null}                       | scope
        {"userId":1,"scope":""}                         | scope
        {"userId":1,"scope":"service"}                  | scope
        {"userId":1,"scope":"orders  operator"}         | scope
        {"userId":1,"scope":["orders"]}                 | scope
        {"userId":1,"scope":"orders","admin":true}      | admin
        """)
    void badDemoTokenRequestNamesTheField(String body, String field) {
        ResponseSpec answer = demoToken(body);
        problem(answer, 400).jsonPath("$.errors[0].field").isEqualTo(field);
    }

    @Test
    void demoTokenIsJsonOrNothing() {
        problem(
                client.post()
                        .uri("/demo/token")
                        .accept(MediaType.APPLICATION_XML)
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("{\"userId\":1,\"scope\":\"orders\"}")
                        .exchange(),
                406);
    }

    @Test
    void documentsOfAllServicesAreMerged() {
        client.get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.paths['/api/v1/order']")
                .exists()
                .jsonPath("$.paths['/api/v1/inventory']")
                .exists()
                .jsonPath("$.paths['/api/v1/notification']")
                .exists()
                .jsonPath("$.paths['/demo/token'].post")
                .exists()
                .jsonPath("$.paths['/internal/order']")
                .doesNotExist()
                .jsonPath("$.paths['/api/v1/inventory'].get.tags")
                .isEqualTo("inventory-service")
                .jsonPath("$.components.schemas.Page.title")
                .isEqualTo("order")
                .jsonPath(
                        "$.paths['/api/v1/inventory'].get.responses['200'].content['application/json'].schema['$ref']")
                .isEqualTo("#/components/schemas/inventory-service.Page")
                .jsonPath("$.components.schemas.keys()")
                .value(names -> assertThat(names)
                        .asInstanceOf(InstanceOfAssertFactories.COLLECTION)
                        .contains("DemoToken", "DemoTokenRequest", "FieldError", "Problem"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/swagger-ui/index.html",
                "/swagger-ui/swagger-ui-bundle.js",
                "/v3/api-docs/gateway/swagger-config"
            })
    void documentationPageIsOpen(String path) {
        client.get().uri("/docs").exchange().expectStatus().is3xxRedirection();
        client.get().uri(path).exchange().expectStatus().isOk();
    }

    @Test
    void eventsAreDocumented() {
        client.get()
                .uri("/docs/asyncapi.json")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.channels['order-events'].messages.OrderPaidEvent")
                .exists();
        client.get()
                .uri("/docs/events")
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_HTML)
                .expectHeader()
                .value("Content-Security-Policy", policy -> assertThat(policy).startsWith("default-src 'none'"));
    }

    @ParameterizedTest
    @CsvSource({"/docs/events.js, text/javascript", "/docs/events.css, text/css"})
    void eventPageHasItsScriptAndStyle(String path, String type) {
        client.get().uri(path).exchange().expectStatus().isOk().expectHeader().contentTypeCompatibleWith(type);
    }

    private record DemoToken(String token, long expiresIn) {}

    private ResponseSpec demoToken(String body) {
        return client.post()
                .uri("/demo/token")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static void user(HttpHeaders headers) {
        headers.setBearerAuth(Keys.token(1, "orders"));
    }

    private ResponseSpec get(String path, String scope) {
        return client.get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(Keys.token(1, scope)))
                .exchange();
    }

    private ResponseSpec post(BodyInserter<?, ? super ClientHttpRequest> body) {
        return client.post()
                .uri("/api/v1/orders")
                .headers(headers -> headers.setBearerAuth(Keys.token(1, "orders")))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    /** Sends an order without the last byte of its body. */
    private Socket withhold(long user, int length) throws IOException {
        Socket socket = announce(user, length);
        socket.getOutputStream().write("x".repeat(length - 1).getBytes(ISO_8859_1));
        return socket;
    }

    private Socket announce(long user, int length) throws IOException {
        return send(
                "POST /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(Keys.token(user, "orders"), length));
    }

    private Socket openStream(long user, String versionAndMore) throws IOException {
        return send("GET /api/v1/orders/1/stream %s\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(versionAndMore, Keys.token(user, "orders")));
    }

    private Socket send(String head) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout((int) TIMEOUT.toMillis());
        socket.getOutputStream().write(head.getBytes(ISO_8859_1));
        return socket;
    }

    private static void closeAll(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static boolean isAnswered(Socket socket) {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String readLine(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1)).readLine();
    }

    private static BodyInserter<?, ReactiveHttpOutputMessage> chunked(int bytes) {
        Flux<DataBuffer> parts =
                Flux.range(0, bytes / 1024).map(_ -> DefaultDataBufferFactory.sharedInstance.wrap(new byte[1024]));
        return BodyInserters.fromDataBuffers(parts);
    }

    private static WebTestClient.BodyContentSpec problem(ResponseSpec answer, int status) {
        return answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(status)
                .jsonPath("$.title")
                .isNotEmpty()
                .jsonPath("$.detail")
                .isNotEmpty()
                .jsonPath("$.instance")
                .isNotEmpty();
    }
}
