package dev.orderplatform.kafka;

import dev.orderplatform.contracts.Event;
import java.util.Optional;

/**
 * An event as it arrived, whole and well-formed.
 *
 * @param traceparent W3C trace context that it carries, to be handed on to whatever it causes
 */
public record ReceivedEvent<E extends Event>(E event, Optional<String> traceparent) {}
