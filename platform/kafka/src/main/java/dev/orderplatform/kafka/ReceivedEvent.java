package dev.orderplatform.kafka;

import dev.orderplatform.contracts.Event;
import java.util.Optional;

/**
 * A valid event as received.
 *
 * @param traceparent W3C trace context, to be propagated to resulting events
 */
public record ReceivedEvent<E extends Event>(E event, Optional<String> traceparent) {}
