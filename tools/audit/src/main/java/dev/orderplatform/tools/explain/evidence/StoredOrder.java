package dev.orderplatform.tools.explain.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order's rows in one region.
 *
 * @param readIn the region
 * @param region that wrote it
 * @param xid of its global transaction
 * @param refundId since a refund was requested
 * @param rejection why it was rejected, as JSON
 * @param history its states, from the first
 * @param paymentDue when its payment window ends, while it is CONFIRMED and there is one
 * @param undoLog whether the branch of its global transaction can still be undone
 */
public record StoredOrder(
        String readIn,
        long id,
        long userId,
        String status,
        int version,
        String region,
        long epoch,
        String durability,
        Optional<String> xid,
        long totalMinor,
        String currency,
        Optional<String> rejection,
        Optional<String> refundId,
        Instant createdAt,
        List<Change> history,
        List<OrderLine> lines,
        Optional<Instant> paymentDue,
        boolean undoLog) {

    public StoredOrder {
        history = List.copyOf(history);
        lines = List.copyOf(lines);
    }

    /** A state that the order reached. */
    public record Change(String status, Instant at, String region, long epoch) {}

    public record OrderLine(String sku, int quantity) {}

    /** Since when it has had its present state. */
    public Instant since() {
        return history.isEmpty() ? createdAt : history.getLast().at();
    }

    public boolean is(String state) {
        return status.equals(state);
    }
}
