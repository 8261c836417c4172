package dev.orderplatform.ids;

import java.util.List;
import java.util.stream.IntStream;

/** Maps each slot to the region that owns it, and the epoch of that ownership. Immutable. */
public final class RegionMap {
    private final List<Ownership> owners;

    private RegionMap(List<Ownership> owners) {
        this.owners = owners;
    }

    /** @param owners one per slot, in slot order */
    public static RegionMap of(List<Ownership> owners) {
        if (owners.size() != Slot.COUNT) {
            throw new IllegalArgumentException("a region map has " + Slot.COUNT + " slots, not " + owners.size());
        }
        return new RegionMap(List.copyOf(owners));
    }

    /**
     * The initial map: slots are assigned round-robin. Of two regions, the first owns the even slots, the second the
     * odd ones.
     */
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
     * The region that may write a slot.
     *
     * @param epoch incremented with each change of owner; orders record it
     */
    public record Ownership(String region, long epoch) {}
}
