package dev.orderplatform.payment.starting;

import dev.orderplatform.payment.starting.PaymentStart.KeyInUse;
import dev.orderplatform.payment.starting.PaymentStart.NotConfirmed;
import dev.orderplatform.payment.starting.PaymentStart.OrderNotFound;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Starts the payment of a confirmed order. The intent is registered at the provider later, in the background. */
@Component
public class StartPayment {
    private final Orders orders;
    private final NewPayments payments;
    private final Set<UserKey> inProgress = ConcurrentHashMap.newKeySet();

    StartPayment(Orders orders, NewPayments payments) {
        this.orders = orders;
        this.payments = payments;
    }

    /**
     * Returns once the payment is stored durably, or is refused. Blocking.
     *
     * @throws OrdersUnavailable if order-service does not answer; the key stays unused
     */
    public PaymentStart start(PaymentRequest request) {
        UserKey key = new UserKey(request.userId(), request.key());
        if (!inProgress.add(key)) {
            return new KeyInUse();
        }
        try {
            // First: whatever could refuse a retry may have changed since the first request.
            return payments.earlier(request).orElseGet(() -> startNew(request));
        } finally {
            inProgress.remove(key);
        }
    }

    private PaymentStart startNew(PaymentRequest request) {
        Optional<OrderToPay> own = orders.find(request.orderId()).filter(order -> order.userId() == request.userId());
        if (own.isEmpty()) {
            return new OrderNotFound();
        }
        OrderToPay order = own.get();
        return order.isConfirmed() ? payments.store(request, order.total()) : new NotConfirmed(order.status());
    }

    private record UserKey(long userId, String key) {}
}
