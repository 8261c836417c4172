package dev.orderplatform.order.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The known parcels of one order, by number. What they cause follows from all of them, in whatever order their events
 * arrive.
 */
public record Parcels(SortedMap<Integer, Parcel> byNumber) {
    public static final Parcels NONE = new Parcels(new TreeMap<>());

    public Parcels {
        byNumber = Collections.unmodifiableSortedMap(new TreeMap<>(byNumber));
    }

    /** @param parcels of one order, each once */
    public static Parcels of(Collection<Parcel> parcels) {
        SortedMap<Integer, Parcel> byNumber = new TreeMap<>();
        parcels.forEach(parcel -> byNumber.put(parcel.number(), parcel));
        return new Parcels(byNumber);
    }

    public Collection<Parcel> all() {
        return byNumber.values();
    }

    /** Whether this parcel is not known yet, or only by an older event. */
    public boolean isNews(Parcel parcel) {
        Parcel known = byNumber.get(parcel.number());
        return known == null || parcel.isNewerThan(known);
    }

    public Parcels with(Parcel parcel) {
        SortedMap<Integer, Parcel> parcels = new TreeMap<>(byNumber);
        parcels.put(parcel.number(), parcel);
        return new Parcels(parcels);
    }

    /** The transitions that they cause in a paid order, in sequence. */
    public List<UnaryOperator<Order>> transitions() {
        List<UnaryOperator<Order>> transitions = new ArrayList<>();
        if (any(ParcelStatus::hasLeft)) {
            transitions.add(Order::ship);
            if (haveAllEnded()) {
                transitions.add(any(status -> status == ParcelStatus.DELIVERED) ? Order::deliver : Order::takeBack);
            }
        }
        return transitions;
    }

    private boolean haveAllEnded() {
        return all().stream()
                .allMatch(parcel ->
                        parcel.of() == byNumber.size() && parcel.status().hasEnded());
    }

    private boolean any(Predicate<ParcelStatus> condition) {
        return all().stream().map(Parcel::status).anyMatch(condition);
    }
}
