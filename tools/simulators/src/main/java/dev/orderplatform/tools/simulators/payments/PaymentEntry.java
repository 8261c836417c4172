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

    /** The money has moved: this amount in this currency. */
    @JsonTypeName("intent.captured")
    record IntentCaptured(
            Instant at, String paymentId, long amountMinor, String currency, List<PlannedCallback> callbacks)
            implements PaymentEntry {
        @Override
        public List<String> settles() {
            return List.of(Settlement.key(INTENT, paymentId));
        }

        @Override
        public List<Due> owes() {
            return PlannedCallback.due(
                    callbacks, PaymentCallbacks.ofPayment("payment.captured", paymentId, amountMinor, currency, at));
        }
    }

    @JsonTypeName("intent.declined")
    record IntentDeclined(
            Instant at, String paymentId, long amountMinor, String currency, List<PlannedCallback> callbacks)
            implements PaymentEntry {
        @Override
        public List<String> settles() {
            return List.of(Settlement.key(INTENT, paymentId));
        }

        @Override
        public List<Due> owes() {
            return PlannedCallback.due(
                    callbacks, PaymentCallbacks.ofPayment("payment.declined", paymentId, amountMinor, currency, at));
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
            implements PaymentEntry {
        @Override
        public List<String> settles() {
            return List.of(Settlement.key(REFUND, refundId));
        }

        @Override
        public List<Due> owes() {
            return PlannedCallback.due(
                    callbacks,
                    PaymentCallbacks.ofRefund(
                            "refund.succeeded", paymentId, refundId, attempt, amountMinor, currency, at));
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
            implements PaymentEntry {
        @Override
        public List<String> settles() {
            return List.of(Settlement.key(REFUND, refundId));
        }

        @Override
        public List<Due> owes() {
            return PlannedCallback.due(
                    callbacks,
                    PaymentCallbacks.ofRefund(
                            "refund.failed", paymentId, refundId, attempt, amountMinor, currency, at));
        }
    }
}
