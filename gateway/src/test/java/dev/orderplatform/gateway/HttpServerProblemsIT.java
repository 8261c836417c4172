package dev.orderplatform.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.web.FramingErrors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Requests that never reach a route: the HTTP server and the firewall reject them, also as problem+json. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "platform.http.request-timeout=300ms")
class HttpServerProblemsIT {

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void keys(DynamicPropertyRegistry properties) {
        Keys.register(properties);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("no HTTP", "RUBBISH\r\n\r\n", 400),
                Arguments.of("two lengths", request("/x", "Content-Length: 1\r\nContent-Length: 2\r\n"), 400),
                Arguments.of("length and chunks", request("/x", "Content-Length: x\r\n"), 400),
                Arguments.of("bad header name", request("/x", "a b: c\r\n"), 400),
                Arguments.of("long line", request("/" + "x".repeat(9000), ""), 414),
                Arguments.of("long header", request("/x", "X-Long: " + "x".repeat(17_000) + "\r\n"), 431),
                Arguments.of("invalid URI", request("/a|b^{}", ""), 400),
                Arguments.of("bad escape", request("/a%zz", ""), 400),
                Arguments.of("double slash", request("/api//v1/orders", ""), 400),
                Arguments.of("parameter in the path", request("/api/v1/stock/transfers;x=1", ""), 400),
                Arguments.of("dots", request("/api/v1/catalogue/../stock/transfers", ""), 400),
                Arguments.of("encoded slash", request("/api/v1%2forders", ""), 400),
                Arguments.of("encoded NUL", request("/api/v1/orders/%00", ""), 400));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusesWithAProblem(String what, String request, int status) throws IOException {
        String answer = send(request);
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("\"status\":" + status, "\"type\":\"about:blank\"", "\"detail\":\"", "\"instance\":\"/");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.orderplatform.web.FramingErrors#requests")
    void framingErrorIsRefusedAndNothingAfterItIsRead(String error, String request) throws IOException {
        FramingErrors.assertRefusedAndClosed(
                port,
                order("Idempotency-Key: smuggled\r\n" + request),
                "GET /api/v1/catalogue?limit=1 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                        + Keys.token(1, "orders") + "\r\n\r\n");
    }

    @Test
    void missingBodyTimesOutWith408() throws IOException {
        assertThat(send(order("Content-Length: 100\r\n\r\n{\"lines\"")))
                .startsWith("HTTP/1.1 408")
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("\"status\":408", "\"detail\":\"");
    }

    @Test
    void malformedBodyIs400() throws IOException {
        assertThat(send(order("Transfer-Encoding: chunked\r\n\r\nno length\r\n")))
                .startsWith("HTTP/1.1 400");
    }

    private static String order(String lengthAndBody) {
        return "POST /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + Keys.token(1, "orders") + "\r\n" + lengthAndBody;
    }

    private static String request(String target, String headers) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n";
    }

    private String send(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
