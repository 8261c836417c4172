package dev.orderplatform.slots;

import java.util.Collections;
import java.util.List;

/** Slot to the region that may write it, with the epoch of that ownership. Immutable: a change is a new map. */
public final class RegionMap {
    private final List<Ownership> owners;

    private RegionMap(List<Ownership> owners) {
        this.owners = owners;
    }

    /** One region owns everything. */
    public static RegionMap single(String region) {
        return new RegionMap(Collections.nCopies(Slot.COUNT, new Ownership(region, 1)));
    }

    public Ownership ownerOf(Slot slot) {
        return owners.get(slot.number());
    }

    /**
     * Who may write a slot.
     *
     * @param epoch grows by one with each change of owner; orders carry it
     */
    public record Ownership(String region, long epoch) {}
}
