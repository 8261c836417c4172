package dev.orderplatform.tools.audit;

import dev.orderplatform.tools.ledger.LedgerEntry;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/** Each parcel's last step and tracking number according to the carrier, and when the carrier had faults. */
final class CarrierLedger {

    private enum Step {
        BOOKED,
        SHIPPED,
        DELIVERED,
        RETURNED,
        CANCELLED;

        private static final long BITS = 7;

        /** Not zero. */
        private long bits() {
            return ordinal() + 1L;
        }

        private static Step of(long value) {
            return values()[(int) (value & BITS) - 1];
        }
    }

    /** More parcels than an order can have; with the milliseconds, 64 bits. */
    private static final int COUNT_BITS = 20;

    private static final long MAX_COUNT = (1 << COUNT_BITS) - 1;

    /** A hash of the tracking number, with the step in the low bits. */
    private final PartMap parcels = new PartMap();
    /** When the last parcel of each order was booked, in epoch milliseconds, with the number of parcels in the low bits. */
    private final OrderMap booked = new OrderMap();

    private final Set<PartId> recent = new HashSet<>();
    private final FaultTimes faults = new FaultTimes();
    private final HeldParcels held;
    private final Instant recently;

    /**
     * @param held what counts besides the ledger
     * @param recently what the carrier did after this time may not have reached the platform
     */
    CarrierLedger(HeldParcels held, Instant recently) {
        this.held = held;
        this.recently = recently;
    }

    void accept(LedgerEntry entry) {
        switch (entry.type()) {
            case "parcel.booked" -> step(entry, Step.BOOKED);
            case "parcel.shipped" -> step(entry, Step.SHIPPED);
            case "parcel.delivered" -> step(entry, Step.DELIVERED);
            case "parcel.returned" -> step(entry, Step.RETURNED);
            case "parcel.cancelled" -> step(entry, Step.CANCELLED);
            default -> faults.accept(entry);
        }
    }

    private void step(LedgerEntry entry, Step step) {
        // Another id is not of this platform.
        PartId.parse(entry.text("parcelId")).ifPresent(parcel -> {
            var trackingNumber = step == Step.BOOKED
                    ? trackingNumber(entry.text("trackingNumber"))
                    : parcels.get(parcel) & ~Step.BITS;
            parcels.put(parcel, trackingNumber | step.bits());
            var at = entry.at();
            if (step == Step.BOOKED) {
                var count = booked.get(parcel.orderId()) & MAX_COUNT;
                booked.put(parcel.orderId(), at.toEpochMilli() << COUNT_BITS | Math.min(count + 1, MAX_COUNT));
            }
            if (at.isAfter(recently)) {
                recent.add(parcel);
            }
        });
    }

    private static long trackingNumber(String text) {
        var hash = 0xcbf29ce484222325L; // FNV-1a
        for (var n = 0; n < text.length(); n++) {
            hash = (hash ^ text.charAt(n)) * 0x100000001b3L;
        }
        return hash & ~Step.BITS;
    }

    FaultTimes faults() {
        return faults;
    }

    /**
     * When the carrier had booked all parcels of an order, in epoch milliseconds; empty if it has not.
     *
     * @param count how many the order has
     */
    OptionalLong booked(long orderId, int count) {
        var value = booked.get(orderId);
        return value != 0 && (value & MAX_COUNT) >= count
                ? OptionalLong.of(value >>> COUNT_BITS)
                : OptionalLong.empty();
    }

    /** Removes a parcel. Returns how the platform's differs, in words. */
    Optional<String> takeDifference(StoredParcel stored) {
        var value = parcels.get(stored.id());
        parcels.remove(stored.id());
        if (recent.contains(stored.id())) {
            return Optional.empty();
        }
        return value == 0 ? unknown(stored) : difference(stored, value);
    }

    private Optional<String> unknown(StoredParcel stored) {
        var neverBooked = stored.trackingNumber().isEmpty()
                && Set.of("BOOKED", "CANCELLED").contains(stored.status());
        return neverBooked || held.say(stored.id(), stored.status())
                ? Optional.empty()
                : Optional.of(stored.status() + ", but the carrier does not know it");
    }

    private Optional<String> difference(StoredParcel stored, long value) {
        var step = Step.of(value);
        if (!step.name().equals(stored.status()) && !held.say(stored.id(), stored.status())) {
            return Optional.of(stored.status() + ", but the carrier says " + step);
        }
        var sameNumber = stored.trackingNumber()
                .map(number -> trackingNumber(number) == (value & ~Step.BITS) || held.say(stored.id(), number))
                // Never booked, as far as the platform knows.
                .orElse(step == Step.CANCELLED);
        return sameNumber
                ? Optional.empty()
                : Optional.of("tracking number %s, but the carrier has another"
                        .formatted(stored.trackingNumber().orElse("missing")));
    }

    /** The parcels that were not taken, except those that have just changed. */
    void forEachLeft(Consumer<PartId> reader) {
        parcels.forEach((parcel, _) -> {
            if (!recent.contains(parcel)) {
                reader.accept(parcel);
            }
        });
    }
}
