package dev.orderplatform.logistics.domain;

import java.time.Duration;

/**
 * When a parcel is polled, for those whose callbacks are lost or whose carrier sends none.
 *
 * @param first from a change of the parcel to its first poll; each later interval is twice the one before
 * @param max upper bound of the intervals
 * @param recheck after which a parcel that was cancelled because the carrier did not know it is looked up again
 */
public record PollIntervals(Duration first, Duration max, Duration recheck) {

    public PollIntervals {
        if (!first.isPositive() || max.compareTo(first) < 0 || !recheck.isPositive()) {
            throw new IllegalArgumentException("first poll " + first + " and recheck " + recheck
                    + " must be positive, and max interval " + max + " not shorter than the first");
        }
    }

    /** Until the next poll of a parcel that has not changed for this long. */
    Duration after(Duration unchanged) {
        Duration atLeast = unchanged.compareTo(first) < 0 ? first : unchanged;
        return atLeast.compareTo(max) < 0 ? atLeast : max;
    }
}
