package dev.orderplatform.tools.simulators.payments;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A payment.
 *
 * @param captured what was really captured, which a fault may have changed
 * @param refundIds all refunds of it, whatever became of them
 */
record Intent(
        String key, String paymentId, Money money, Status status, Optional<Money> captured, List<String> refundIds) {

    /** PENDING until it is settled or voided; all others are final. */
    enum Status {
        PENDING,
        CAPTURED,
        DECLINED,
        VOIDED
    }

    static Intent registered(String key, String paymentId, Money money) {
        return new Intent(key, paymentId, money, Status.PENDING, Optional.empty(), List.of());
    }

    boolean isPending() {
        return status == Status.PENDING;
    }

    Intent captured(Money amount) {
        return new Intent(key, paymentId, money, Status.CAPTURED, Optional.of(amount), refundIds);
    }

    Intent ended(Status end) {
        return new Intent(key, paymentId, money, end, captured, refundIds);
    }

    Intent withRefund(String refundId) {
        var all = new ArrayList<>(refundIds);
        all.add(refundId);
        return new Intent(key, paymentId, money, status, captured, List.copyOf(all));
    }
}
