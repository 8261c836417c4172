package dev.orderplatform.payment.following.jdbc;

import dev.orderplatform.contracts.EventId;
import dev.orderplatform.contracts.OrderCancelledEvent;
import dev.orderplatform.contracts.OrderConfirmedEvent;
import dev.orderplatform.contracts.OrderCreatedEvent;
import dev.orderplatform.contracts.OrderDeliveredEvent;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.contracts.OrderPaidEvent;
import dev.orderplatform.contracts.OrderRefundRequestedEvent;
import dev.orderplatform.contracts.OrderRefundedEvent;
import dev.orderplatform.contracts.OrderRejectedEvent;
import dev.orderplatform.contracts.OrderShippedEvent;
import dev.orderplatform.ids.OrderId;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.inbox.InboxTable;
import dev.orderplatform.kafka.ReceivedEvent;
import dev.orderplatform.payment.domain.EventStamp;
import dev.orderplatform.payment.domain.Money;
import dev.orderplatform.payment.domain.OrderPayments;
import dev.orderplatform.payment.domain.PaymentId;
import dev.orderplatform.payment.jdbc.PaymentChange;
import dev.orderplatform.payment.jdbc.PaymentStore;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.regions.OwnedSlots;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * Voids the open payments of cancelled orders, and refunds what order-service decides to refund. The events of one poll
 * are applied in one transaction. Orders whose slot another region has taken over are skipped: that region asks its own
 * services.
 */
@Component
final class FollowOrders implements EventHandler<OrderEvent> {
    private final DataSource database;
    private final PaymentStore store;
    private final InboxTable inbox;
    private final OwnedSlots slots;

    FollowOrders(DataSource database, PaymentStore store, InboxTable inbox, OwnedSlots slots) {
        this.database = database;
        this.store = store;
        this.inbox = inbox;
        this.slots = slots;
    }

    @Override
    public void handle(List<ReceivedEvent<OrderEvent>> received) {
        List<ReceivedEvent<OrderEvent>> relevant =
                received.stream().filter(event -> isRelevant(event.event())).toList();
        if (!relevant.isEmpty()) {
            Transaction.run(database, transaction -> apply(transaction, relevant));
        }
    }

    private static boolean isRelevant(OrderEvent event) {
        return switch (event) {
            case OrderCancelledEvent _, OrderRefundRequestedEvent _ -> true;
            case OrderCreatedEvent _,
                    OrderConfirmedEvent _,
                    OrderRejectedEvent _,
                    OrderPaidEvent _,
                    OrderShippedEvent _,
                    OrderDeliveredEvent _,
                    OrderRefundedEvent _ -> false;
        };
    }

    private int apply(Transaction transaction, List<ReceivedEvent<OrderEvent>> received) throws SQLException {
        // First: a concurrent duplicate of the batch blocks here, and then finds its events applied.
        Set<EventId> newEvents = inbox.recordNew(
                transaction, received.stream().map(cause -> cause.event().id()).toList());
        List<ReceivedEvent<OrderEvent>> due = received.stream()
                .filter(cause -> newEvents.contains(cause.event().id())
                        && slots.owns(OrderId.slot(cause.event().orderId())))
                .toList();
        Map<Long, OrderPayments> before = store.lockOrCreate(transaction, users(due));
        Map<Long, OrderPayments> after = new HashMap<>(before);
        Map<Long, Optional<String>> traces = new HashMap<>();
        for (ReceivedEvent<OrderEvent> cause : due) {
            after.computeIfPresent(cause.event().orderId(), (_, order) -> after(cause.event(), order));
            traces.put(cause.event().orderId(), cause.traceparent());
        }
        List<PaymentChange> changes = before.values().stream()
                .map(order -> new PaymentChange(
                        order,
                        after.getOrDefault(order.orderId(), order),
                        traces.getOrDefault(order.orderId(), Optional.empty())))
                .toList();
        store.save(transaction, changes);
        return changes.size();
    }

    private static Map<Long, Long> users(List<ReceivedEvent<OrderEvent>> events) {
        return events.stream()
                .map(ReceivedEvent::event)
                .collect(Collectors.toMap(OrderEvent::orderId, OrderEvent::userId, (first, _) -> first, HashMap::new));
    }

    private OrderPayments after(OrderEvent event, OrderPayments order) {
        EventStamp when = store.stamp(event.orderId());
        return switch (event) {
            case OrderCancelledEvent _ -> order.cancel(when);
            case OrderRefundRequestedEvent request ->
                order.requestRefund(
                        PaymentId.parse(request.paymentId()).orElseThrow(),
                        request.refundId(),
                        new Money(request.amountMinor(), request.currency()),
                        when);
            default -> order;
        };
    }
}
