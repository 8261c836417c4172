package dev.orderplatform.runtime.backlog;

import java.util.Optional;

/**
 * Events that a service keeps until it is upgraded: of types that it does not know, and those behind them.
 *
 * @param service such as order-service-east
 */
record StoredEvents(String service, Waiting waiting) {

    /** What people read; empty when there are none. */
    Optional<String> text() {
        return waiting.none()
                ? Optional.empty()
                : Optional.of("stored events: %d of unknown types, or behind one, in %s (oldest %s)"
                        .formatted(waiting.count(), service, new Age(waiting.oldest())));
    }
}
