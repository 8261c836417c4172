package dev.orderplatform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A connection serves pipelined requests. */
@SpringBootTest(
        classes = {SampleService.class, ConnectionReuseTest.Later.class},
        webEnvironment = WebEnvironment.RANDOM_PORT)
class ConnectionReuseTest {
    private static final int LIMIT_MILLIS = 10_000;
    private static final String LATER = "GET /open/later HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String IMMEDIATE = "GET /open/text HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final int port;
    private final Later later;

    @Autowired
    ConnectionReuseTest(@LocalServerPort int port, Later later) {
        this.port = port;
        this.later = later;
    }

    @DynamicPropertySource
    static void keys(DynamicPropertyRegistry properties) {
        properties.add("platform.security.user-key", () -> Tokens.USER_KEY);
        properties.add("platform.security.service-key", () -> Tokens.SERVICE_KEY);
    }

    @Test
    void requestAfterAPipelinedOneIsAnswered() throws IOException {
        try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
            connection.setSoTimeout(LIMIT_MILLIS);
            var answers =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            send(connection, LATER + IMMEDIATE);
            await().until(() -> later.answer.currentSubscriberCount() == 1);
            later.answer.tryEmitValue("later").orThrow();
            assertThat(body(answers)).isEqualTo("later");
            assertThat(body(answers)).isEqualTo("text");
            send(connection, IMMEDIATE);
            assertThat(body(answers)).isEqualTo("text");
        }
    }

    /** Responds when the test releases it. */
    @RestController
    static class Later {
        private final Sinks.One<String> answer = Sinks.one();

        @GetMapping(path = "/open/later", produces = MediaType.TEXT_PLAIN_VALUE)
        Mono<String> later() {
            return answer.asMono();
        }
    }

    private static void send(Socket connection, String requests) throws IOException {
        connection.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
    }

    private static String body(BufferedReader answers) throws IOException {
        int length = 0;
        for (String line = answers.readLine(); !line.isEmpty(); line = answers.readLine()) {
            if (line.regionMatches(true, 0, "Content-Length: ", 0, "Content-Length: ".length())) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
        }
        char[] body = new char[length];
        for (int read = 0; read < length; read += answers.read(body, read, length - read)) {
            assertThat(read).isNotNegative();
        }
        return new String(body);
    }
}
