package dev.orderplatform.notification.channel.webhook.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.notification.channel.webhook.Attempt;
import dev.orderplatform.notification.channel.webhook.Endpoint;
import dev.orderplatform.notification.channel.webhook.TestProperties;
import dev.orderplatform.notification.endpoint.AddressRules;
import dev.orderplatform.notification.endpoint.EndpointHosts;
import dev.orderplatform.notification.endpoint.EndpointUrl;
import dev.orderplatform.webhooks.WebhookHeaders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.client.ReactorResourceFactory;

class HttpWebhookSenderIT {
    private static final Duration RESPONSE_TIMEOUT = Duration.ofMillis(800);
    private static final Duration TIMEOUT = Duration.ofMillis(1_500);
    /** Generous: the machine may be busy. */
    private static final Duration LIMIT = Duration.ofSeconds(8);

    private static final WebhookHeaders HEADERS = new WebhookHeaders("order-1-1-1", "1", "v1,x");
    private static final ReactorResourceFactory RESOURCES = new ReactorResourceFactory();

    @SuppressWarnings("NullAway.Init")
    private static Endpoint endpoint;

    @BeforeAll
    static void start() throws IOException {
        endpoint = Endpoint.start();
        RESOURCES.start();
    }

    @AfterAll
    static void stop() {
        endpoint.close();
        RESOURCES.stop();
    }

    @Test
    void headersAndBodyArriveUnchanged() {
        assertThat(send("/plain").status()).contains(204);
        assertThat(endpoint.received("/plain")).singleElement().satisfies(received -> {
            assertThat(received.id()).isEqualTo("order-1-1-1");
            assertThat(received.header("content-type")).isEqualTo("application/json");
            assertThat(received.header("host")).isEqualTo("127.0.0.1:" + endpoint.port());
            assertThat(received.body()).asString().isEqualTo("{}");
        });
    }

    @Test
    void redirectIsAFailureAndNotFollowed() {
        endpoint.behave("/redirect", Endpoint.redirect(endpoint.url("/target")));
        Attempt attempt = send("/redirect");
        assertThat(attempt.status()).contains(307);
        assertThat(attempt.isDelivered()).isFalse();
        assertThat(endpoint.received("/target")).isEmpty();
    }

    @Test
    void endpointThatHangsIsGivenUpInTime() {
        endpoint.behave("/hang", endpoint.hang());
        assertFailedInTime(send("/hang"));
    }

    @Test
    void answerByteByByteIsGivenUpInTime() {
        endpoint.behave("/drip", endpoint.drip());
        assertFailedInTime(send("/drip"));
    }

    @Test
    void onlyTheBeginningOfALongAnswerIsRead() {
        endpoint.behave("/flood", endpoint.flood());
        assertThat(send("/flood").status()).contains(200);
    }

    @Test
    void refusedConnectionIsAFailure() throws IOException {
        String url;
        try (Endpoint gone = Endpoint.start()) {
            url = gone.url("/");
        }
        assertThat(sender(InetAddress::getAllByName)
                        .send(url(url), HEADERS, new byte[0])
                        .error())
                .isPresent();
    }

    @Test
    void privateAddressOfANameIsRefusedAtTheConnection() {
        Attempt attempt = sendTo("http://customer.example:" + endpoint.port() + "/private", _ -> addresses("10.0.0.1"));
        assertThat(attempt.error())
                .hasValueSatisfying(error -> assertThat(error).contains("10.0.0.1"));
    }

    /** Without the check of the resolver, these would be used as they are. */
    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "169.254.169.254", "[fd00::1]", "[::ffff:10.0.0.1]"})
    void privateLiteralIsRefusedAtTheConnection(String host) {
        Attempt attempt = sendTo("http://" + host + ":" + endpoint.port() + "/", InetAddress::getAllByName);
        assertThat(attempt.error())
                .hasValueSatisfying(error -> assertThat(error).contains("is not public"));
    }

    @Test
    void nameIsLookedUpOnceAndTheCheckedAddressIsUsed() {
        AtomicInteger lookups = new AtomicInteger();
        Attempt attempt = sendTo(
                "http://rebinding.example:" + endpoint.port() + "/rebinding",
                _ -> addresses(lookups.incrementAndGet() == 1 ? "127.0.0.1" : "10.0.0.1"));
        assertThat(attempt.status()).contains(204);
        assertThat(lookups).hasValue(1);
        assertThat(endpoint.received("/rebinding"))
                .singleElement()
                .satisfies(received ->
                        assertThat(received.header("host")).isEqualTo("rebinding.example:" + endpoint.port()));
    }

    @Test
    void nextAddressIsTriedWhenOneRefuses() {
        Attempt attempt =
                sendTo("http://two.example:" + endpoint.port() + "/two", _ -> addresses("127.0.0.9", "127.0.0.1"));
        assertThat(attempt.status()).contains(204);
    }

    @Test
    void unknownHostIsAFailure() {
        Attempt attempt = sendTo("http://unknown.example/", host -> {
            throw new UnknownHostException(host);
        });
        assertThat(attempt.error())
                .hasValueSatisfying(error -> assertThat(error).contains("UnknownHost"));
    }

    private static void assertFailedInTime(Attempt attempt) {
        assertThat(attempt.isDelivered()).isFalse();
        assertThat(attempt.duration()).isLessThan(LIMIT);
    }

    private static Attempt send(String path) {
        return sendTo(endpoint.url(path), InetAddress::getAllByName);
    }

    private static Attempt sendTo(String url, EndpointHosts.Lookup lookup) {
        return sender(lookup).send(url(url), HEADERS, "{}".getBytes(UTF_8));
    }

    // Not parsed: the URL's own check must not be what refuses it.
    private static EndpointUrl url(String url) {
        return new EndpointUrl(URI.create(url));
    }

    private static HttpWebhookSender sender(EndpointHosts.Lookup lookup) {
        return new HttpWebhookSender(
                new EndpointHosts(new AddressRules(true), lookup),
                TestProperties.withTimeouts(RESPONSE_TIMEOUT, TIMEOUT),
                RESOURCES);
    }

    private static InetAddress[] addresses(String... literals) {
        return Arrays.stream(literals).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }
}
