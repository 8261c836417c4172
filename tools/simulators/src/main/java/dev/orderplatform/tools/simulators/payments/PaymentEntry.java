package dev.orderplatform.tools.simulators.payments;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.orderplatform.tools.simulators.journal.Due;
import dev.orderplatform.tools.simulators.journal.Due.Settlement;
import dev.orderplatform.tools.simulators.journal.Entry;
import dev.orderplatform.tools.simulators.journal.PlannedCallback;
import java.time.Instant;
import java.util.List;

/** What happens to payments and refunds. Amounts are in minor units. */
sealed interface PaymentEntry extends Entry {
    String INTENT = "intent";
    String REFUND = "refund";

    /** @param dueAt when it is captured or declined */
    @JsonTypeName("intent.registered")
    record IntentRegistered(Instant at, String key, String paymentId, long amountMinor, String currency, Instant dueAt)
            implements PaymentEntry {
        @Override
        public List<Due> owes() {
            return List.of(new Settlement(INTENT, paymentId, dueAt));
        }
    }

    /** The provider's decision on an intent, reported to the shop. */
    sealed interface IntentSettled extends PaymentEntry {
        String paymentId();

        long amountMinor();

        String currency();

        List<PlannedCallback> callbacks();

        @Override
        default List<String> settles() {
            return List.of(Settlement.key(INTENT, paymentId()));
        }

        default List<Due> report(String type) {
            return PlannedCallback.due(callbacks(), PaymentCallbacks.of(type, this));
        }
    }

    /** The money has moved: this amount in this currency. */
    @JsonTypeName("intent.captured")
    record IntentCaptured(
            Instant at, String paymentId, long amountMinor, String currency, List<PlannedCallback> callbacks)
            implements IntentSettled {
        @Override
        public List<Due> owes() {
            return report("payment.captured");
        }
    }

    @JsonTypeName("intent.declined")
    record IntentDeclined(
            Instant at, String paymentId, long amountMinor, String currency, List<PlannedCallback> callbacks)
            implements IntentSettled {
        @Override
        public List<Due> owes() {
            return report("payment.declined");
        }
    }

    @JsonTypeName("intent.voided")
    record IntentVoided(Instant at, String paymentId) implements PaymentEntry {
        @Override
        public List<String> settles() {
            return List.of(Settlement.key(INTENT, paymentId));
        }
    }

    /** @param dueAt when it succeeds or fails */
    @JsonTypeName("refund.registered")
    record RefundRegistered(
            Instant at,
            String refundId,
            int attempt,
            String paymentId,
            long amountMinor,
            String currency,
            Instant dueAt)
            implements PaymentEntry {
        @Override
        public List<Due> owes() {
            return List.of(new Settlement(REFUND, refundId, dueAt));
        }
    }

    /** The outcome of an attempt of a refund, reported to the shop. */
    sealed interface RefundSettled extends PaymentEntry {
        String refundId();

        int attempt();

        String paymentId();

        long amountMinor();

        String currency();

        List<PlannedCallback> callbacks();

        @Override
        default List<String> settles() {
            return List.of(Settlement.key(REFUND, refundId()));
        }

        default List<Due> report(String type) {
            return PlannedCallback.due(callbacks(), PaymentCallbacks.of(type, this));
        }
    }

    /** The money has moved back. */
    @JsonTypeName("refund.succeeded")
    record RefundSucceeded(
            Instant at,
            String refundId,
            int attempt,
            String paymentId,
            long amountMinor,
            String currency,
            List<PlannedCallback> callbacks)
            implements RefundSettled {
        @Override
        public List<Due> owes() {
            return report("refund.succeeded");
        }
    }

    @JsonTypeName("refund.failed")
    record RefundFailed(
            Instant at,
            String refundId,
            int attempt,
            String paymentId,
            long amountMinor,
            String currency,
            List<PlannedCallback> callbacks)
            implements RefundSettled {
        @Override
        public List<Due> owes() {
            return report("refund.failed");
        }
    }
}
