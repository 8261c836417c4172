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

/** What this region may write, by the region map as it is now. */
@Component
public class OwnSlots {
    private final String region;
    private final LiveRegionMap map;

    OwnSlots(RegionProperties properties, LiveRegionMap map) {
        this.region = properties.region();
        this.map = map;
    }

    /** The own slots of a physical table. */
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
     * The ownership under which this region writes a slot.
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
