package dev.orderplatform.tools.simulators.parcels;

import dev.orderplatform.tools.simulators.faults.Fault;
import dev.orderplatform.tools.simulators.faults.Faults;
import dev.orderplatform.tools.simulators.http.Problem;
import dev.orderplatform.tools.simulators.journal.Decision;
import dev.orderplatform.tools.simulators.journal.Entry;
import dev.orderplatform.tools.simulators.journal.Moment;
import dev.orderplatform.tools.simulators.journal.Registered;
import dev.orderplatform.tools.simulators.parcels.Parcel.Status;
import dev.orderplatform.tools.simulators.parcels.ParcelEntry.ParcelBooked;
import dev.orderplatform.tools.simulators.parcels.ParcelEntry.ParcelCancelled;
import dev.orderplatform.tools.simulators.parcels.ParcelEntry.ParcelDelivered;
import dev.orderplatform.tools.simulators.parcels.ParcelEntry.ParcelReturned;
import dev.orderplatform.tools.simulators.parcels.ParcelEntry.ParcelShipped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All parcels. Only applying an entry changes one. */
final class Parcels {
    private final Duration shipAfter;
    private final Duration deliverAfter;
    private final Map<String, Parcel> parcels = new HashMap<>();
    private final Map<String, String> idsByKey = new HashMap<>();

    /** @param deliverAfter from shipping to delivery */
    Parcels(Duration shipAfter, Duration deliverAfter) {
        this.shipAfter = shipAfter;
        this.deliverAfter = deliverAfter;
    }

    Parcel parcel(String parcelId) {
        return Optional.ofNullable(parcels.get(parcelId)).orElseThrow(Problem::notFound);
    }

    /** Books a parcel; a repeat under the same key changes nothing. */
    Decision<Registered<Parcel>> book(String key, String parcelId, List<Line> lines, Moment moment) {
        var earlier = Optional.ofNullable(idsByKey.get(key));
        if (earlier.isPresent()) {
            return repeat(parcel(earlier.get()), parcelId, lines);
        }
        if (parcels.containsKey(parcelId)) {
            throw Problem.conflict(parcel(parcelId).status().name());
        }
        moment.requireCapacity();
        return new Decision<>(
                List.of(new ParcelBooked(
                        moment.now(),
                        key,
                        parcelId,
                        lines,
                        Parcel.CARRIER,
                        trackingNumber(parcelId),
                        moment.now().plus(shipAfter))),
                () -> new Registered<>(true, parcel(parcelId)));
    }

    private static Decision<Registered<Parcel>> repeat(Parcel earlier, String parcelId, List<Line> lines) {
        if (!earlier.parcelId().equals(parcelId) || !earlier.lines().equals(lines)) {
            throw Problem.contradiction("Idempotency-Key", "was used for another parcel");
        }
        return Decision.only(() -> new Registered<>(false, earlier));
    }

    // The same for the same parcel, so that runs can be compared.
    private static String trackingNumber(String parcelId) {
        return "SIM%012d".formatted((long) (Faults.NONE.fraction(Fault.LOSE, parcelId) * 1e12));
    }

    /** Cancels a parcel that has not left; a repeat changes nothing. */
    Decision<Parcel> cancel(String parcelId, Moment moment) {
        var parcel = parcel(parcelId);
        return switch (parcel.status()) {
            case CANCELLED -> Decision.only(() -> parcel);
            case BOOKED -> new Decision<>(List.of(new ParcelCancelled(moment.now(), parcelId)), () -> parcel(parcelId));
            case SHIPPED, DELIVERED, RETURNED ->
                throw Problem.conflict(parcel.status().name());
        };
    }

    /** Returns a parcel that has left; a repeat changes nothing. */
    Decision<Parcel> giveBack(String parcelId, Moment moment) {
        var parcel = parcel(parcelId);
        return switch (parcel.status()) {
            case RETURNED -> Decision.only(() -> parcel);
            case SHIPPED, DELIVERED -> new Decision<>(List.of(returned(parcel, moment)), () -> parcel(parcelId));
            case BOOKED, CANCELLED -> throw Problem.conflict(parcel.status().name());
        };
    }

    /** What happens to a parcel that is due. */
    List<Entry> settle(String parcelId, Moment moment) {
        var parcel = parcel(parcelId);
        return switch (parcel.status()) {
            case BOOKED -> ship(parcel, moment);
            case SHIPPED -> List.of(deliverOrReturn(parcel, moment));
            case DELIVERED, RETURNED, CANCELLED -> List.of();
        };
    }

    private List<Entry> ship(Parcel parcel, Moment moment) {
        var shipped = new ParcelShipped(
                moment.now(),
                parcel.parcelId(),
                parcel.trackingNumber(),
                moment.now().plus(deliverAfter),
                moment.callbacks("shipped-" + parcel.parcelId()));
        return moment.hits(Fault.AT_ONCE, parcel.parcelId())
                ? List.of(shipped, deliverOrReturn(parcel, moment))
                : List.of(shipped);
    }

    private static Entry deliverOrReturn(Parcel parcel, Moment moment) {
        return moment.hits(Fault.RETURN, parcel.parcelId())
                ? returned(parcel, moment)
                : new ParcelDelivered(
                        moment.now(),
                        parcel.parcelId(),
                        parcel.trackingNumber(),
                        moment.callbacks("delivered-" + parcel.parcelId()));
    }

    private static Entry returned(Parcel parcel, Moment moment) {
        return new ParcelReturned(
                moment.now(),
                parcel.parcelId(),
                parcel.trackingNumber(),
                moment.callbacks("returned-" + parcel.parcelId()));
    }

    void apply(ParcelEntry entry) {
        switch (entry) {
            case ParcelBooked e -> {
                idsByKey.put(e.key(), e.parcelId());
                put(new Parcel(e.key(), e.parcelId(), e.lines(), e.trackingNumber(), Status.BOOKED));
            }
            case ParcelShipped e -> put(parcel(e.parcelId()).with(Status.SHIPPED));
            case ParcelDelivered e -> put(parcel(e.parcelId()).with(Status.DELIVERED));
            case ParcelReturned e -> put(parcel(e.parcelId()).with(Status.RETURNED));
            case ParcelCancelled e -> put(parcel(e.parcelId()).with(Status.CANCELLED));
        }
    }

    private void put(Parcel parcel) {
        parcels.put(parcel.parcelId(), parcel);
    }
}
