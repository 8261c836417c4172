package dev.orderplatform.order.lifecycle;

import dev.orderplatform.order.domain.IllegalTransition;
import dev.orderplatform.order.domain.Order;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A transition that somebody requests of an order.
 *
 * @param transition throws {@link IllegalTransition} where the order's state does not allow it
 * @param traceparent W3C trace context of the request or event
 */
record TransitionRequest(long orderId, UnaryOperator<Order> transition, Optional<String> traceparent) {}
