package dev.orderplatform.runtime.backlog;

import java.util.Optional;

/**
 * Orders of other regions whose replicas wait for a missing event.
 *
 * @param homes the orders' regions
 * @param region where the replicas are
 */
record Gaps(String homes, String region, Waiting waiting) {

    /** What people read; empty when there are none. */
    Optional<String> text() {
        if (waiting.none()) {
            return Optional.empty();
        }
        var orders = waiting.count() == 1 ? "1 order of %s waits" : waiting.count() + " orders of %s wait";
        return Optional.of("gaps: %s in %s for a missing event (oldest %s); orderctl resync --replicas fills them"
                .formatted(orders.formatted(homes), region, new Age(waiting.oldest())));
    }
}
