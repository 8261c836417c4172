package dev.orderplatform.evolution.orders.storage;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.Slot;
import java.time.InstantSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/** Issues order ids from the clock, a worker number and a sequence. */
@Component
public final class OrderIds {
    private final InstantSource clock;
    private final int worker;
    private long lastMs;
    private int sequence;

    OrderIds(InstantSource clock, IdProperties properties) {
        this.clock = clock;
        this.worker = properties.worker();
    }

    /** @param worker 0..31, different for each instance of the service */
    @ConfigurationProperties("platform.ids")
    record IdProperties(@DefaultValue("0") int worker) {}

    /** A new id for an order of this user. */
    public synchronized long next(long userId) {
        long now = Math.max(clock.millis(), lastMs);
        // All ids of this millisecond are used: take the next one, slightly ahead of the clock.
        if (now == lastMs && sequence == OrderId.MAX_SEQUENCE) {
            now++;
        }
        sequence = now == lastMs ? sequence + 1 : 0;
        lastMs = now;
        return OrderId.compose(now, Slot.ofUser(userId), worker, sequence);
    }
}
