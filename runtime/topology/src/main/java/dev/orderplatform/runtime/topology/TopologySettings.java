package dev.orderplatform.runtime.topology;

import java.util.Set;

/**
 * What a run of the platform may vary.
 *
 * @param regions how many regions run, 1 or 2
 * @param stock units of each SKU in each region at the very first start
 * @param portOffset added to every port, so that several platforms run side by side
 */
public record TopologySettings(int regions, int stock, int portOffset, Hosts hosts) {

    public static final TopologySettings DEFAULT = new TopologySettings(2, 1000, 0);

    public TopologySettings(int regions, int stock, int portOffset) {
        this(regions, stock, portOffset, Hosts.LOOPBACK);
    }

    /** The same with the regions of these names, and those before them; itself when there is no name. */
    public TopologySettings withRegions(Set<String> names) {
        var count = regions;
        for (var n = 1; n <= Region.ALL.size(); n++) {
            if (names.contains(Region.ALL.get(n - 1).name())) {
                count = n;
            }
        }
        return new TopologySettings(count, stock, portOffset, hosts);
    }

    public TopologySettings {
        if (regions < 1 || regions > Region.ALL.size()) {
            throw new IllegalArgumentException("regions must be 1 or 2, not " + regions);
        }
        if (stock < 0) {
            throw new IllegalArgumentException("stock must not be negative");
        }
    }
}
