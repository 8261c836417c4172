package dev.orderplatform.ids;

import java.util.List;
import java.util.stream.IntStream;

/** Slot to the region that may write it, with the epoch of that ownership. Immutable: a change is a new map. */
public final class RegionMap {
    private final List<Ownership> owners;

    private RegionMap(List<Ownership> owners) {
        this.owners = owners;
    }

    /** @param owners of each slot, in slot order */
    public static RegionMap of(List<Ownership> owners) {
        if (owners.size() != Slot.COUNT) {
            throw new IllegalArgumentException("a region map has " + Slot.COUNT + " slots, not " + owners.size());
        }
        return new RegionMap(List.copyOf(owners));
    }

    /** How it begins: the regions take turns, so that of two the first owns the even slots and the second the odd ones. */
    public static RegionMap even(List<String> regions) {
        return of(IntStream.range(0, Slot.COUNT)
                .mapToObj(slot -> new Ownership(regions.get(slot % regions.size()), 1))
                .toList());
    }

    public Ownership ownerOf(Slot slot) {
        return owners.get(slot.number());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RegionMap map && owners.equals(map.owners);
    }

    @Override
    public int hashCode() {
        return owners.hashCode();
    }

    /**
     * Who may write a slot.
     *
     * @param epoch grows by one with each change of owner; orders carry it
     */
    public record Ownership(String region, long epoch) {}
}
