package dev.orderplatform.regions;

import dev.orderplatform.ids.RegionMap;
import dev.orderplatform.ids.RegionMap.Ownership;
import dev.orderplatform.ids.Slot;
import java.util.function.Supplier;

/** The slots that this region may write, according to the current region map. */
public final class OwnedSlots {
    private final String region;
    private final Supplier<RegionMap> map;

    /** @param map returns the current map */
    public OwnedSlots(String region, Supplier<RegionMap> map) {
        this.region = region;
        this.map = map;
    }

    public boolean owns(Slot slot) {
        return map.get().ownerOf(slot).region().equals(region);
    }

    /**
     * This region's ownership of a slot.
     *
     * @throws NotOwner when another region owns it
     */
    public Ownership require(Slot slot) {
        Ownership owner = map.get().ownerOf(slot);
        if (!owner.region().equals(region)) {
            throw new NotOwner(owner);
        }
        return owner;
    }
}
