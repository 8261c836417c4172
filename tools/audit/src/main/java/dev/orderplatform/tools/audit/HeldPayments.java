package dev.orderplatform.tools.audit;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What callbacks reported while the provider was held by {@code stop}: its ledger can't have it, so the callbacks that
 * payment-service has stored and applied count instead. If the ledger has a capture or refund as well, the ledger counts.
 */
final class HeldPayments {

    /** By payment id for captures, by refund id for refunds. */
    private final Map<String, Movement> movements = new HashMap<>();

    void captured(Movement capture) {
        movements.put(capture.payment().toString(), capture);
    }

    void refunded(String refundId, Movement refund) {
        movements.put(refundId, refund);
    }

    /** The ledger has this capture or refund. */
    void inLedger(String id) {
        movements.remove(id);
    }

    /** What the ledger does not have. */
    Collection<Movement> movements() {
        return movements.values();
    }
}
