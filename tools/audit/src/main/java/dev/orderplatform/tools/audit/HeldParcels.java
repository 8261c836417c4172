package dev.orderplatform.tools.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What callbacks reported while the carrier was held by {@code stop}: its ledger can't have it, so the callbacks that
 * logistics-service has stored and applied count as well.
 */
final class HeldParcels {

    private final Map<PartId, Set<String>> reported = new HashMap<>();

    /** @param type of the callback, such as parcel.shipped */
    void add(PartId parcel, String type, String trackingNumber) {
        reported.computeIfAbsent(parcel, _ -> new HashSet<>())
                .addAll(Set.of(
                        switch (type) {
                            case "parcel.shipped" -> "SHIPPED";
                            case "parcel.delivered" -> "DELIVERED";
                            default -> "RETURNED";
                        },
                        trackingNumber));
    }

    /** Whether a callback reported this status or tracking number. */
    boolean say(PartId parcel, String statusOrTrackingNumber) {
        return reported.getOrDefault(parcel, Set.of()).contains(statusOrTrackingNumber);
    }
}
