package dev.orderplatform.order.ownership;

import dev.orderplatform.ids.RegionMap.Ownership;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.order.RegionProperties;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.regions.LiveRegionMap;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** The slots that this region may write, according to the current region map. */
@Component
public class OwnedSlots {
    private final String region;
    private final LiveRegionMap map;

    OwnedSlots(RegionProperties properties, LiveRegionMap map) {
        this.region = properties.region();
        this.map = map;
    }

    /** The slots of a physical table that this region owns. */
    public List<Slot> of(ShardMap.Table table) {
        return IntStream.range(0, Slot.COUNT)
                .mapToObj(Slot::new)
                .filter(slot -> Shards.tableOf(slot).equals(table) && owns(slot))
                .toList();
    }

    public boolean owns(Slot slot) {
        return map.current().ownerOf(slot).region().equals(region);
    }

    /**
     * This region's ownership of a slot.
     *
     * @throws NotOwner when another region owns it
     */
    public Ownership require(Slot slot) {
        Ownership owner = map.current().ownerOf(slot);
        if (!owner.region().equals(region)) {
            throw new NotOwner(owner);
        }
        return owner;
    }
}
