package dev.orderplatform.tools.explain.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What logistics-service has about an order.
 *
 * @param refundedAt when it learned of a refund request
 * @param carrier what the carrier answers now
 */
public record ShipmentEvidence(
        List<Parcel> parcels,
        Optional<Instant> refundedAt,
        List<Callback> callbacks,
        List<Task> tasks,
        List<ExternalStatus> carrier) {

    public static final ShipmentEvidence NONE =
            new ShipmentEvidence(List.of(), Optional.empty(), List.of(), List.of(), List.of());

    public ShipmentEvidence {
        parcels = List.copyOf(parcels);
        callbacks = List.copyOf(callbacks);
        tasks = List.copyOf(tasks);
        carrier = List.copyOf(carrier);
    }

    /** @param of how many parcels the order has */
    public record Parcel(
            String id,
            int number,
            int of,
            String status,
            Optional<String> tracking,
            long epoch,
            int version,
            Instant at) {

        public boolean ended() {
            return List.of("DELIVERED", "RETURNED", "CANCELLED").contains(status);
        }

        /** The event of its last change. */
        public EventRef event() {
            var type = "Parcel" + status.charAt(0) + status.substring(1).toLowerCase(Locale.ROOT) + "Event";
            return new EventRef("parcel-%s-%d-%d".formatted(id, epoch, version), type, at);
        }
    }

    /** With what the carrier answers. */
    public ShipmentEvidence with(List<ExternalStatus> answers) {
        return new ShipmentEvidence(parcels, refundedAt, callbacks, tasks, answers);
    }

    public Optional<Task> task(String parcelId) {
        return Task.find(tasks, "parcel", parcelId);
    }
}
