package dev.orderplatform.load;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Computes the intended start of each arrival. Thread-safe. */
final class Clock {

    private final Optional<Schedule> schedule;
    private final AtomicLong arrivals = new AtomicLong();
    // Start of the schedule. No arrival is early, so it is the minimum computed from any arrival.
    private final AtomicLong zero = new AtomicLong(Long.MAX_VALUE);

    /** @param schedule empty in the closed model, where a checkout starts when another ends */
    Clock(Optional<Schedule> schedule) {
        this.schedule = schedule;
    }

    /**
     * An arrival and its intended start as {@link System#nanoTime()}.
     *
     * @param first whether it is the first arrival
     */
    record Arrival(long intended, boolean first) {}

    Arrival arrive(long now) {
        var n = arrivals.getAndIncrement();
        var offset = schedule.map(plan -> plan.nanosOf(n));
        var begin = zero.accumulateAndGet(now - offset.orElse(0L), Math::min);
        return new Arrival(offset.map(nanos -> begin + nanos).orElse(now), n == 0);
    }

    /** Time since the start of the schedule. */
    long since(long nanoTime) {
        return nanoTime - zero.get();
    }

    long arrivals() {
        return arrivals.get();
    }
}
