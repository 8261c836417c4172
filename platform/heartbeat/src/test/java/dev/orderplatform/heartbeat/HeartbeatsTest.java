package dev.orderplatform.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        heartbeats.beat();
        brokerIsOut.set(true);
        assertThatThrownBy(heartbeats::beat).isInstanceOf(TimeoutException.class);
        assertThat(beats).hasValue(1);
        brokerIsOut.set(false);
        heartbeats.beat();
        assertThat(beats).hasValue(2);
    }

    @Test
    void theControlDatabaseMayGoAndComeBack() throws Exception {
        controlIsOut.set(true);
        assertThatThrownBy(heartbeats::beat).isInstanceOf(TimeoutException.class);
        controlIsOut.set(false);
        heartbeats.beat();
        assertThat(beats).hasValue(1);
    }

    private static void failWhen(AtomicBoolean out) throws TimeoutException {
        if (out.get()) {
            throw new TimeoutException();
        }
    }
}
