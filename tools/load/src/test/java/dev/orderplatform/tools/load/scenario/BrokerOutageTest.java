package dev.orderplatform.tools.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.runtime.local.LocalPlatform;
import dev.orderplatform.runtime.process.PlatformException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BrokerOutageTest {

    private static final List<String> GONE = List.of("hold kafka-east", "hold kafka-west");
    private static final List<String> BACK = List.of("release kafka-east", "release kafka-west");

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch gone = new CountDownLatch(2);
    private boolean failing;

    private final LocalPlatform platform = (LocalPlatform) Proxy.newProxyInstance(
            LocalPlatform.class.getClassLoader(),
            new Class<?>[] {LocalPlatform.class},
            (_, method, arguments) -> answer(method, arguments));

    @Test
    void everyBrokerGoesAndComesBack() throws InterruptedException {
        try (var outage = new BrokerOutage(platform, _ -> {})) {
            outage.schedule(Duration.ofMillis(30));
            outage.await();
        }
        assertThat(calls.subList(0, 2)).containsExactlyInAnyOrderElementsOf(GONE);
        assertThat(calls.subList(2, 4)).containsExactlyInAnyOrderElementsOf(BACK);
    }

    @Test
    void aRunThatBreaksOffGivesThemBackAtOnce() throws InterruptedException {
        try (var outage = new BrokerOutage(platform, _ -> {})) {
            outage.schedule(Duration.ofSeconds(3));
            gone.await();
        }
        assertThat(calls).hasSize(4).containsAll(BACK);
    }

    @Test
    void aRunWithoutAnOutageProvesNothing() throws InterruptedException {
        try (var outage = new BrokerOutage(platform, _ -> {})) {
            assertThatThrownBy(outage::await).isInstanceOf(PlatformException.class);
        }
        assertThat(calls).isEmpty();
    }

    @Test
    void anOutageThatFailsIsTold() throws InterruptedException {
        failing = true;
        try (var outage = new BrokerOutage(platform, _ -> {})) {
            outage.schedule(Duration.ofMillis(30));
            assertThatThrownBy(outage::await).hasMessageContaining("no such hold");
        }
        assertThat(calls).containsAll(BACK);
    }

    private @Nullable Object answer(Method method, Object[] arguments) {
        if (method.getName().equals("parts")) {
            return List.of("postgres-east", "kafka-east", "order-service-east", "kafka-west");
        }
        if (failing && method.getName().equals("hold")) {
            throw new PlatformException("no such hold");
        }
        calls.add(method.getName() + " " + arguments[0]);
        if (method.getName().equals("hold")) {
            gone.countDown();
        }
        return null;
    }
}
