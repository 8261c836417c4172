package dev.orderplatform.load;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Tells each arrival when it was meant to begin. Safe for many threads. */
final class Clock {

    private final Optional<Schedule> schedule;
    private final AtomicLong arrivals = new AtomicLong();
    // The schedule's zero: no arrival is ever early, so it lies where the least late one says.
    private final AtomicLong zero = new AtomicLong(Long.MAX_VALUE);

    /** @param schedule empty in the closed model, where the begin of one checkout is the end of another */
    Clock(Optional<Schedule> schedule) {
        this.schedule = schedule;
    }

    /**
     * An arrival's number, counted from 0, and the {@link System#nanoTime()} at which it was meant to come.
     *
     * @param first whether it is the very first
     */
    record Arrival(long intended, boolean first) {}

    Arrival arrive(long now) {
        var n = arrivals.getAndIncrement();
        var offset = schedule.map(plan -> plan.nanosOf(n));
        var begin = zero.accumulateAndGet(now - offset.orElse(0L), Math::min);
        return new Arrival(offset.map(nanos -> begin + nanos).orElse(now), n == 0);
    }

    /** Time since the first arrival's moment. */
    long since(long nanoTime) {
        return nanoTime - zero.get();
    }

    long arrivals() {
        return arrivals.get();
    }
}
