package dev.orderplatform.order.ids;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.Slot;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Issues order ids: unique while the worker id is leased, increasing with time. May wait up to a few milliseconds for
 * the clock, so it is called on virtual threads only.
 */
public final class OrderIds {
    /**
     * How far the clock may step back: the generator waits for at most this time, and issues no ids after a longer
     * step.
     */
    static final long MAX_WAIT_MS = 100;

    private final InstantSource clock;
    private final Lease lease;
    private int worker = -1;
    private long lastMs;
    private int sequence;

    public OrderIds(InstantSource clock, Lease lease) {
        this.clock = clock;
        this.lease = lease;
    }

    /**
     * A new id for an order of this slot.
     *
     * @throws NoOrderId when no worker id is leased, or the clock has stepped back
     */
    public synchronized long next(Slot slot) {
        Lease.Term term = lease.term().orElseThrow(() -> new NoOrderId("no worker id is leased"));
        // Also for the same worker id: another process may have held it since this one lost it.
        if (term.worker() != worker || term.issuedBefore() > lastMs) {
            worker = term.worker();
            lastMs = Math.max(lastMs, term.issuedBefore());
            sequence = OrderId.MAX_SEQUENCE;
        }
        long now = clock.millis();
        if (now < lastMs || (now == lastMs && sequence == OrderId.MAX_SEQUENCE)) {
            now = waitPast(lastMs);
        }
        if (now > term.until()) {
            throw new NoOrderId("the lease of worker " + worker + " has run out");
        }
        sequence = now == lastMs ? sequence + 1 : 0;
        lastMs = now;
        return OrderId.compose(now, slot, worker, sequence);
    }

    private long waitPast(long ms) {
        if (ms - clock.millis() > MAX_WAIT_MS) {
            throw new NoOrderId("the clock is " + (ms - clock.millis()) + " ms behind the last order id");
        }
        long now;
        while ((now = clock.millis()) <= ms) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(100));
            if (Thread.currentThread().isInterrupted()) {
                throw new NoOrderId("interrupted");
            }
        }
        return now;
    }
}
