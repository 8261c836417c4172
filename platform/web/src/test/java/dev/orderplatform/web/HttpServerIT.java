package dev.orderplatform.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.handler.codec.DecoderException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.springframework.boot.web.embedded.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.embedded.netty.NettyServerCustomizer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** The HTTP server of every service, without a service. */
class HttpServerIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Queue<String> BODIES = new ConcurrentLinkedQueue<>();
    private static final Sinks.Many<String> LATER = Sinks.many().multicast().directBestEffort();
    private static final DisposableServer SERVER = start();

    private static DisposableServer start() {
        var factory = new NettyReactiveWebServerFactory();
        new WebAutoConfiguration().httpServer(new HttpServerProperties(LIMIT)).customize(factory);
        HttpServer server = HttpServer.create().host("127.0.0.1").port(0);
        for (NettyServerCustomizer customizer : factory.getServerCustomizers()) {
            server = customizer.apply(server);
        }
        return server.handle(HttpServerIT::answer).bindNow(LIMIT);
    }

    private static Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        return switch (request.fullPath()) {
            case "/stream" -> response.sse().sendString(Flux.just("data: 1\n\n", "data: 2\n\n"));
            case "/chunks" -> response.sendString(Flux.just("a", "b"));
            case "/later" -> response.sendString(LATER.asFlux().next());
            default ->
                request.receive()
                        .aggregate()
                        .asString()
                        .defaultIfEmpty("")
                        .doOnNext(BODIES::add)
                        .flatMap(_ ->
                                Mono.from(response.header("Content-Length", "4").sendString(Mono.just("text"))))
                        .onErrorResume(
                                DecoderException.class,
                                _ -> Mono.from(response.status(400).send()));
        };
    }

    @BeforeEach
    void clearBodies() {
        BODIES.clear();
    }

    @AfterAll
    static void stop() {
        SERVER.disposeNow(LIMIT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.orderplatform.web.FramingErrors#requests")
    void framingErrorIsRefusedAndNothingAfterItIsRead(String error, String request) throws IOException {
        FramingErrors.assertRefusedAndClosed(
                SERVER.port(), "POST / HTTP/1.1\r\nHost: localhost\r\n" + request, get("/", "HTTP/1.1"));
        assertThat(BODIES).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\n Host: localhost\r\n\r\n",
                "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nSec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2\r\n\r\n"
            })
    void framingErrorInTheRequestLineIsRefused(String request) throws IOException {
        FramingErrors.assertRefusedAndClosed(SERVER.port(), request, get("/", "HTTP/1.1"));
    }

    @Test
    void responseIsReadEvenIfTheClientHasSentMuchMore() throws IOException {
        FramingErrors.assertRefusedAndClosed(
                SERVER.port(),
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n",
                "x".repeat(200_000));
    }

    @Test
    void validRequestsAreServedInSequence() throws IOException {
        String chunked = "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: Chunked \r\n\r\n1\r\na\r\n0\r\n\r\n";
        String sized = "POST / HTTP/1.1\r\nHost: localhost\r\nX: folded\r\n line\r\nContent-Length: 02\r\n\r\nbc";
        String last = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        assertThat(FramingErrors.exchange(SERVER.port(), chunked + sized + last).split("HTTP/1.1 200"))
                .hasSize(4);
        assertThat(BODIES).containsExactly("a", "bc", "");
    }

    @Test
    void brokenBodyOfAPipelinedRequestIsAnError() throws IOException {
        try (Socket connection = new Socket("127.0.0.1", SERVER.port())) {
            connection.setSoTimeout((int) LIMIT.toMillis());
            String broken = "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\nx\r\n";
            send(connection, get("/later", "HTTP/1.1") + broken + get("/", "HTTP/1.1"));
            await().atMost(LIMIT).until(() -> LATER.currentSubscriberCount() == 1);
            LATER.tryEmitNext("later").orThrow();
            String answers = new String(connection.getInputStream().readAllBytes(), ISO_8859_1);
            assertThat(answers.split("HTTP/1.1 ")).hasSize(3);
            assertThat(answers)
                    .startsWith("HTTP/1.1 200")
                    .contains("HTTP/1.1 400")
                    .containsIgnoringCase("connection: close");
            assertThat(BODIES).isEmpty();
        }
    }

    @Test
    void brokenBodyAfterItsResponseClosesTheConnection() throws IOException {
        try (Socket connection = new Socket("127.0.0.1", SERVER.port())) {
            connection.setSoTimeout((int) LIMIT.toMillis());
            send(connection, "POST /chunks HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
            var answers = new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
            assertThat(head(answers)).startsWith("HTTP/1.1 200");
            send(connection, "x\r\n" + get("/", "HTTP/1.1"));
            assertThat(answers.lines()).containsExactly("1", "a", "1", "b", "0", "");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stream", "/chunks"})
    void http10ResponseOfUnknownLengthEndsWithTheConnection(String path) throws IOException {
        String body = path.equals("/stream") ? "data: 1\n\ndata: 2\n\n" : "ab";
        for (String version : List.of("HTTP/1.0", "HTTP/1.0\r\nConnection: keep-alive")) {
            assertThat(FramingErrors.exchange(SERVER.port(), get(path, version)))
                    .doesNotContainIgnoringCase("transfer-encoding")
                    .containsIgnoringCase("connection: close")
                    .endsWith("\r\n\r\n" + body);
        }
    }

    @Test
    void http10ConnectionIsClosedWithoutKeepAlive() throws IOException {
        assertThat(FramingErrors.exchange(SERVER.port(), get("/", "HTTP/1.0")))
                .containsIgnoringCase("connection: close")
                .endsWith("text");
        try (Socket connection = new Socket("127.0.0.1", SERVER.port())) {
            connection.setSoTimeout((int) LIMIT.toMillis());
            var answers = new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
            for (int n = 0; n < 2; n++) {
                send(connection, get("/", "HTTP/1.0\r\nConnection: keep-alive"));
                assertThat(head(answers)).containsIgnoringCase("connection: keep-alive");
                assertThat(answers.skip("text".length())).isEqualTo("text".length());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stream", "/chunks"})
    void http11ResponseIsChunked(String path) throws IOException {
        assertThat(FramingErrors.exchange(SERVER.port(), get(path, "HTTP/1.1\r\nConnection: close")))
                .containsIgnoringCase("transfer-encoding: chunked");
    }

    private static void send(Socket connection, String bytes) throws IOException {
        connection.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    }

    private static String head(BufferedReader answers) throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = answers.readLine(); !line.isEmpty(); line = answers.readLine()) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    private static String get(String path, String versionAndMore) {
        return "GET " + path + " " + versionAndMore + "\r\nHost: localhost\r\n\r\n";
    }
}
