package dev.orderplatform.runtime.backlog;

import java.util.Optional;

/**
 * Events that a service stores until it is upgraded: of unknown types, and later ones with the same key.
 *
 * @param service such as order-service-east
 */
record StoredEvents(String service, Waiting waiting) {

    /** Text for people; empty if there are none. */
    Optional<String> text() {
        return waiting.none()
                ? Optional.empty()
                : Optional.of("stored events: %d of unknown types, or behind one, in %s (oldest %s)"
                        .formatted(waiting.count(), service, new Age(waiting.oldest())));
    }
}
