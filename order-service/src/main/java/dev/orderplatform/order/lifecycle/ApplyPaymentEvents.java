package dev.orderplatform.order.lifecycle;

import dev.orderplatform.contracts.PaymentCapturedEvent;
import dev.orderplatform.contracts.PaymentDeclinedEvent;
import dev.orderplatform.contracts.PaymentEvent;
import dev.orderplatform.contracts.PaymentRefundedEvent;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.order.domain.Money;
import dev.orderplatform.order.domain.Order;
import dev.orderplatform.order.sharding.ShardFanOut;
import dev.orderplatform.regions.OwnedSlots;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/**
 * Pays orders whose payment was captured, requests the refund of a late payment, and completes refunds.
 * Whatever else payment-service does with an order's payments changes no order.
 */
@Component
class ApplyPaymentEvents extends ShardedEventHandler<PaymentEvent> {
    private final ApplyTransitions transitions;

    ApplyPaymentEvents(ApplyTransitions transitions, OwnedSlots slots, ShardFanOut databases) {
        super(databases, slots, PaymentEvent::orderId);
        this.transitions = transitions;
    }

    @Override
    void apply(List<ReceivedEvent<PaymentEvent>> owned, Map<String, Long> causes) {
        List<TransitionRequest> requests =
                owned.stream().flatMap(received -> requestOf(received).stream()).toList();
        transitions.applyPayments(requests, causes);
    }

    private static Optional<TransitionRequest> requestOf(ReceivedEvent<PaymentEvent> received) {
        Optional<UnaryOperator<Order>> transition = switch (received.event()) {
            case PaymentCapturedEvent event ->
                Optional.of(order -> order.pay(event.paymentId(), new Money(event.amountMinor(), event.currency())));
            case PaymentRefundedEvent event -> Optional.of(order -> order.completeRefund(event.refundId()));
            case PaymentDeclinedEvent _ -> Optional.empty(); // The customer may pay again.
        };
        return transition.map(step -> new TransitionRequest(received.event().orderId(), step, received.traceparent()));
    }
}
