package dev.orderplatform.logistics.domain;

import dev.orderplatform.contracts.ParcelLine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is sent for one order.
 *
 * @param lines what the customer gets, in the order's sequence; empty if a refund was requested before the order was
 *     known to be paid
 * @param packed how many of its parcels are stored
 * @param refunded whether a refund was requested: nothing is packed any more
 */
public record Shipment(long orderId, List<ParcelLine> lines, int packed, boolean refunded) {
    /** Units that a parcel holds at most. */
    public static final int MAX_UNITS = 10;

    public Shipment {
        lines = List.copyOf(lines);
        if (packed < 0 || packed > parcels(lines)) {
            throw new IllegalArgumentException(
                    packed + " of the " + parcels(lines) + " parcels of order " + orderId + " can't be packed");
        }
    }

    public static Shipment of(long orderId, List<ParcelLine> lines) {
        return new Shipment(orderId, lines, 0, false);
    }

    /** Keeps an order from being sent whose payment is not known here yet. */
    public static Shipment tombstone(long orderId) {
        return new Shipment(orderId, List.of(), 0, true);
    }

    /** How many parcels the order has. */
    public int parcels() {
        return parcels(lines);
    }

    private static int parcels(List<ParcelLine> lines) {
        return Math.ceilDiv(lines.stream().mapToInt(ParcelLine::quantity).sum(), MAX_UNITS);
    }

    /** Whether more parcels have to be stored. */
    public boolean isPackable() {
        return !refunded && packed < parcels();
    }

    /** The next parcels to store, at most {@code max}. */
    public List<Parcel> pack(int max, EventStamp now) {
        int last = isPackable() ? Math.min(packed + max, parcels()) : packed;
        return IntStream.rangeClosed(packed + 1, last)
                .mapToObj(number -> Parcel.booked(new ParcelId(orderId, number), parcels(), contents(number), now))
                .toList();
    }

    public Shipment packed(int more) {
        return new Shipment(orderId, lines, packed + more, refunded);
    }

    public Shipment refund() {
        return new Shipment(orderId, lines, packed, true);
    }

    // Each parcel takes the next units, in the sequence of the lines.
    private List<ParcelLine> contents(int number) {
        int from = (number - 1) * MAX_UNITS;
        int to = from + MAX_UNITS;
        List<ParcelLine> contents = new ArrayList<>(1);
        int start = 0;
        for (ParcelLine line : lines) {
            int end = start + line.quantity();
            int units = Math.min(end, to) - Math.max(start, from);
            if (units > 0) {
                contents.add(new ParcelLine(line.sku(), units));
            }
            start = end;
        }
        return contents;
    }
}
