package dev.orderplatform.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.notification.endpoint.SecretBox;
import dev.orderplatform.web.Tokens;
import dev.orderplatform.webhooks.WebhookSecret;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** In the profile of production. */
class PreferencesIT {
    private static final String PATH = "/api/v1/notifications/preferences";
    private static final String SECRET = WebhookSecret.generate().reveal();
    /** Cannot be resolved, by RFC 6761. */
    private static final String URL = "https://customer.invalid/hook";

    @SuppressWarnings("NullAway.Init")
    private static RunningService service;

    @SuppressWarnings("NullAway.Init")
    private static WebTestClient client;

    private final long user = TestOrder.ofNewUser().user();

    @BeforeAll
    static void start() {
        service = RunningService.start("preferences");
        client = service.client();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void newCustomerWantsNothing() {
        get().expectStatus().isOk().expectBody().json("{\"email\":false,\"webhook\":null}");
    }

    @Test
    void storedPreferencesAreShownWithoutTheSecret() {
        String expected = "{\"email\":true,\"webhook\":{\"url\":\"%s\"}}".formatted(URL);
        put(body(true, URL, SECRET))
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo(expected);
        get().expectStatus().isOk().expectBody(String.class).isEqualTo(expected);
        assertThat(service.sql()
                        .sql("SELECT position('whsec_'::bytea IN secret) FROM t_webhook_endpoint WHERE user_id = ?")
                        .param(user)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void omittedSecretKeepsTheOldOne() {
        put(body(false, URL, SECRET)).expectStatus().isOk();
        put("{\"email\":false,\"webhook\":{\"url\":\"https://other.invalid/\"}}")
                .expectStatus()
                .isOk();
        assertThat(storedSecret()).isEqualTo(SECRET);
        put("{\"email\":false,\"webhook\":{\"url\":\"https://other.invalid/\",\"secret\":null}}")
                .expectStatus()
                .isOk();
        assertThat(storedSecret()).isEqualTo(SECRET);
        String other = WebhookSecret.generate().reveal();
        put(body(false, URL, other)).expectStatus().isOk();
        assertThat(storedSecret()).isEqualTo(other);
    }

    @Test
    void removedEndpointLeavesNoSecret() {
        put(body(false, URL, SECRET)).expectStatus().isOk();
        put("{\"email\":true,\"webhook\":null}").expectStatus().isOk();
        get().expectBody(String.class).isEqualTo("{\"email\":true,\"webhook\":null}");
        assertRefused("{\"email\":true,\"webhook\":{\"url\":\"" + URL + "\"}}", "webhook.secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://customer.invalid/",
                "http://localhost:8080/",
                "https://localhost/",
                "https://127.0.0.1/",
                "https://[::1]/",
                "https://10.0.0.1/",
                "https://172.16.0.1/",
                "https://192.168.1.1/",
                "https://169.254.169.254/",
                "https://100.64.0.1/",
                "https://224.0.0.1/",
                "https://0.0.0.0/",
                "https://[fe80::1]/",
                "https://[fc00::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://127.1/",
                "https://2130706433/",
                "https://0x7f.1/",
                "https://0177.0.0.1/",
                "https://user:password@customer.invalid/",
                "customer.invalid",
                ""
            })
    void endpointThatIsNotPublicIsRefused(String url) {
        assertRefused(body(false, url, SECRET), "webhook.url");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 23, 65, 128})
    void secretOfAnotherLengthIsRefused(int bytes) {
        assertRefused(body(false, URL, secretOf(bytes)), "webhook.secret");
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 64})
    void secretsHaveTwentyFourToSixtyFourBytes(int bytes) {
        put(body(false, URL, secretOf(bytes))).expectStatus().isOk();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "{} | email",
                "{\"email\":null,\"webhook\":null} | email",
                "{\"email\":\"true\",\"webhook\":null} | email",
                "{\"email\":true,\"webhook\":\"x\"} | webhook",
                "{\"email\":true,\"webhook\":{}} | webhook.url",
                "{\"email\":true,\"webhook\":null,\"sms\":true} | sms",
                "{\"email\":true,\"webhook\":{\"url\":\"https://customer.invalid/\",\"secret\":\"\"}} | webhook.secret",
                "{\"email\":true,\"webhook\":{\"url\":\"https://customer.invalid/\",\"secret\":\"x\"}} |"
                        + " webhook.secret",
                "{\"email\":true,\"webhook\":{\"url\":1,\"secret\":null}} | webhook.url"
            })
    void otherBodyIsRefused(String body, String field) {
        assertRefused(body, field);
    }

    @Test
    void otherContentTypeIsRefused() {
        client.put()
                .uri(PATH)
                .headers(headers -> headers.setBearerAuth(Tokens.user(user, "orders")))
                .contentType(MediaType.TEXT_PLAIN)
                .bodyValue("{\"email\":true}")
                .exchange()
                .expectStatus()
                .isEqualTo(415);
    }

    @Test
    void onlyCustomersHavePreferences() {
        client.get().uri(PATH).exchange().expectStatus().isUnauthorized();
        for (String scope : List.of("operator", "service")) {
            client.get()
                    .uri(PATH)
                    .headers(headers -> headers.setBearerAuth(Tokens.user(user, scope)))
                    .exchange()
                    .expectStatus()
                    .isForbidden();
        }
    }

    private static String secretOf(int bytes) {
        return "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
    }

    private static String body(boolean email, String url, String secret) {
        return "{\"email\":%b,\"webhook\":{\"url\":\"%s\",\"secret\":\"%s\"}}".formatted(email, url, secret);
    }

    private String storedSecret() {
        byte[] sealed = service.sql()
                .sql("SELECT secret FROM t_webhook_endpoint WHERE user_id = ?")
                .param(user)
                .query(byte[].class)
                .single();
        return service.bean("secretBox", SecretBox.class).open(user, sealed).reveal();
    }

    private void assertRefused(String body, String field) {
        put(body)
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }

    private WebTestClient.ResponseSpec get() {
        return client.get()
                .uri(PATH)
                .headers(headers -> headers.setBearerAuth(Tokens.user(user, "orders")))
                .exchange();
    }

    private WebTestClient.ResponseSpec put(String body) {
        return client.put()
                .uri(PATH)
                .headers(headers -> headers.setBearerAuth(Tokens.user(user, "orders")))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }
}
