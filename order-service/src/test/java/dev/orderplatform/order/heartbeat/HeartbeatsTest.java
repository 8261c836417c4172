package dev.orderplatform.order.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {
    private final AtomicInteger beats = new AtomicInteger();
    private final AtomicBoolean brokerIsOut = new AtomicBoolean();
    private final AtomicBoolean controlIsOut = new AtomicBoolean();
    private final Heartbeats heartbeats = new Heartbeats(
            () -> {
                failWhen(controlIsOut);
                beats.incrementAndGet();
            },
            List.of(() -> {}, () -> failWhen(brokerIsOut)),
            List.of());

    @Test
    void thereIsNoHeartbeatWhileAPartIsOut() throws Exception {
        heartbeats.tryToBeat();
        brokerIsOut.set(true);
        heartbeats.tryToBeat();
        heartbeats.tryToBeat();
        assertThat(beats).hasValue(1);
        brokerIsOut.set(false);
        heartbeats.tryToBeat();
        assertThat(beats).hasValue(2);
    }

    @Test
    void theControlDatabaseMayGoAndComeBack() throws Exception {
        controlIsOut.set(true);
        heartbeats.tryToBeat();
        controlIsOut.set(false);
        heartbeats.tryToBeat();
        assertThat(beats).hasValue(1);
    }

    @Test
    void anErrorEndsNoHeartbeats() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        Heartbeats surviving = new Heartbeats(
                beats::incrementAndGet,
                List.of(() -> {
                    if (broken.get()) {
                        throw new NoClassDefFoundError("simulated");
                    }
                }),
                List.of());
        surviving.tryToBeat();
        broken.set(false);
        surviving.tryToBeat();
        assertThat(beats).hasValue(1);
    }

    private static void failWhen(AtomicBoolean out) throws TimeoutException {
        if (out.get()) {
            throw new TimeoutException();
        }
    }
}
