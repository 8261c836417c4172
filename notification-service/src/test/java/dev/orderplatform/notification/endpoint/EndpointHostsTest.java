package dev.orderplatform.notification.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The look-up is a stub; no DNS. */
class EndpointHostsTest {
    private static final AddressRules PUBLIC = new AddressRules(false);
    private static final EndpointUrl URL = EndpointUrl.parse("https://example.com/hook", PUBLIC);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Test
    void allPublicAddressesAreReturnedInTheirOrder() {
        try (EndpointHosts hosts = resolvingTo("1.1.1.1", "2606:4700::1111")) {
            assertThat(hosts.allowedAddresses("example.com").join())
                    .extracting(InetAddress::getHostAddress)
                    .containsExactly("1.1.1.1", "2606:4700:0:0:0:0:0:1111");
            assertThatCode(() -> hosts.check(URL, TIMEOUT)).doesNotThrowAnyException();
        }
    }

    @Test
    void onePrivateAddressAmongOthersRefusesTheHost() {
        try (EndpointHosts hosts = resolvingTo("1.1.1.1", "10.0.0.1")) {
            assertThatThrownBy(() -> hosts.allowedAddresses("example.com").join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(EndpointRefused.class);
            assertThatThrownBy(() -> hosts.check(URL, TIMEOUT))
                    .isInstanceOf(EndpointRefused.class)
                    .hasMessageContaining("10.0.0.1");
        }
    }

    @Test
    void hostThatCannotBeResolvedIsAcceptedAndFailsAtTheConnection() {
        try (EndpointHosts hosts = new EndpointHosts(PUBLIC, host -> {
            throw new UnknownHostException(host);
        })) {
            assertThatCode(() -> hosts.check(URL, TIMEOUT)).doesNotThrowAnyException();
            assertThatThrownBy(() -> hosts.allowedAddresses("example.com").join())
                    .hasCauseInstanceOf(UnknownHostException.class);
        }
    }

    @Test
    void hangingLookUpsAreBoundedInNumberAndDoNotDelayNewPreferences() {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        try (EndpointHosts hosts = new EndpointHosts(PUBLIC, _ -> {
            running.incrementAndGet();
            awaitUninterruptibly(release);
            return new InetAddress[0];
        })) {
            List<CompletableFuture<List<InetAddress>>> lookups = Stream.generate(
                            () -> hosts.allowedAddresses("example.com"))
                    .limit(300)
                    .toList();
            await().atMost(TIMEOUT).until(() -> running.get() == 96);
            assertThatCode(() -> hosts.check(URL, Duration.ofMillis(50))).doesNotThrowAnyException();
            await().atMost(TIMEOUT).until(() -> running.get() == 97);
            release.countDown();
            assertThat(lookups)
                    .allSatisfy(
                            lookup -> assertThatThrownBy(lookup::join).hasCauseInstanceOf(UnknownHostException.class));
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static EndpointHosts resolvingTo(String... addresses) {
        return new EndpointHosts(
                PUBLIC, _ -> Stream.of(addresses).map(InetAddress::ofLiteral).toArray(InetAddress[]::new));
    }
}
