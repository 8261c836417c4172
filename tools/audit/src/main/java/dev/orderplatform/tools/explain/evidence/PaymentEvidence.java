package dev.orderplatform.tools.explain.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What payment-service has about an order.
 *
 * @param provider what the provider answers now
 */
public record PaymentEvidence(
        List<Payment> payments, List<Callback> callbacks, List<Task> tasks, List<ExternalStatus> provider) {

    public static final PaymentEvidence NONE = new PaymentEvidence(List.of(), List.of(), List.of(), List.of());

    public PaymentEvidence {
        payments = List.copyOf(payments);
        callbacks = List.copyOf(callbacks);
        tasks = List.copyOf(tasks);
        provider = List.copyOf(provider);
    }

    /**
     * @param version number of events published about it
     * @param startedAt when it was requested; unknown once its key was deleted
     * @param registered whether the provider has confirmed the intent
     * @param voidPending whether the provider is still to be asked to void it
     * @param pays whether it is the one that pays the order
     */
    public record Payment(
            String id,
            String status,
            long amountMinor,
            String currency,
            int version,
            long epoch,
            Instant changedAt,
            Optional<Instant> startedAt,
            boolean registered,
            boolean voidPending,
            boolean pays,
            Optional<String> refundId,
            int refundAttempt) {

        public boolean is(String state) {
            return status.equals(state);
        }

        /** The event that its last change published. */
        public EventRef event(String type) {
            return new EventRef("payment-%s-%d-%d".formatted(id, epoch, version), type, changedAt);
        }
    }

    /** With what the provider answers. */
    public PaymentEvidence with(List<ExternalStatus> answers) {
        return new PaymentEvidence(payments, callbacks, tasks, answers);
    }

    public Optional<Task> task(String kind, String subject) {
        return Task.find(tasks, kind, subject);
    }
}
