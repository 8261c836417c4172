package dev.orderplatform.tools.explain.evidence;

import dev.orderplatform.contracts.EventRetention;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that could be read about an order.
 *
 * @param now by the clock of this machine
 * @param home where it belongs
 * @param order its row in its home region; the replica if that can't be read
 * @param replica its row in the other region
 * @param logs lines that mention it
 * @param unread what could not be read
 */
public record OrderEvidence(
        Instant now,
        Home home,
        StoredOrder order,
        Optional<StoredOrder> replica,
        StockEvidence stock,
        PaymentEvidence payment,
        ShipmentEvidence shipment,
        Effects effects,
        Deliveries deliveries,
        Parts parts,
        List<LogLine> logs,
        List<Unread> unread) {

    public OrderEvidence {
        logs = List.copyOf(logs);
        unread = List.copyOf(unread);
    }

    /** Whether the rows of this service, or the topics of this broker, could be read. */
    public boolean hasRead(String part) {
        return unread.stream().noneMatch(missing -> missing.part().equals(part));
    }

    /** The instance of a service in the order's home region. */
    public String local(String service) {
        return service + "-" + home.region();
    }

    /** Whether inboxes may have deleted the event's id by now. */
    public boolean mayBeForgotten(EventRef event) {
        return since(event.at()).compareTo(EventRetention.MIN_INBOX) > 0;
    }

    public Duration since(Instant instant) {
        return Duration.between(instant, now);
    }
}
