package dev.orderplatform.tools.simulators.parcels;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.orderplatform.tools.simulators.journal.Due;
import dev.orderplatform.tools.simulators.journal.Due.Settlement;
import dev.orderplatform.tools.simulators.journal.Entry;
import dev.orderplatform.tools.simulators.journal.PlannedCallback;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What happens to parcels. */
sealed interface ParcelEntry extends Entry {
    String PARCEL = "parcel";

    String parcelId();

    @Override
    default List<String> settles() {
        return List.of(Settlement.key(PARCEL, parcelId()));
    }

    /** @param dueAt when it is shipped */
    @JsonTypeName("parcel.booked")
    record ParcelBooked(
            Instant at,
            String key,
            String parcelId,
            List<Line> lines,
            String carrier,
            String trackingNumber,
            Instant dueAt)
            implements ParcelEntry {
        @Override
        public List<Due> owes() {
            return List.of(new Settlement(PARCEL, parcelId, dueAt));
        }
    }

    /** A step that is reported to the shop. */
    sealed interface Reported extends ParcelEntry {
        String trackingNumber();

        List<PlannedCallback> callbacks();

        default List<Due> report(String type) {
            var body = JsonNodeFactory.instance
                    .objectNode()
                    .put("type", type)
                    .put("parcelId", parcelId())
                    .put("trackingNumber", trackingNumber())
                    .put("at", at().toString());
            return PlannedCallback.due(callbacks(), body.toString());
        }
    }

    /** @param dueAt when it is delivered or returned */
    @JsonTypeName("parcel.shipped")
    record ParcelShipped(
            Instant at, String parcelId, String trackingNumber, Instant dueAt, List<PlannedCallback> callbacks)
            implements Reported {
        @Override
        public List<Due> owes() {
            var due = new ArrayList<>(report("parcel.shipped"));
            due.add(new Settlement(PARCEL, parcelId, dueAt));
            return due;
        }
    }

    @JsonTypeName("parcel.delivered")
    record ParcelDelivered(Instant at, String parcelId, String trackingNumber, List<PlannedCallback> callbacks)
            implements Reported {
        @Override
        public List<Due> owes() {
            return report("parcel.delivered");
        }
    }

    @JsonTypeName("parcel.returned")
    record ParcelReturned(Instant at, String parcelId, String trackingNumber, List<PlannedCallback> callbacks)
            implements Reported {
        @Override
        public List<Due> owes() {
            return report("parcel.returned");
        }
    }

    @JsonTypeName("parcel.cancelled")
    record ParcelCancelled(Instant at, String parcelId) implements ParcelEntry {}
}
