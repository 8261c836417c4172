package dev.orderplatform.runtime.generate;

import dev.orderplatform.runtime.topology.Hosts;
import dev.orderplatform.runtime.topology.Topology;
import dev.orderplatform.runtime.topology.TopologySettings;

/** The platform's sizes in containers, each a profile of Compose. */
enum Form {
    DEMO(Topology.regionNames().size()),
    /** One region. */
    SMALL(1);

    /** Initial units of each SKU; a variable of Compose replaces it. */
    static final int STOCK = 1000;

    private final int regions;

    Form(int regions) {
        this.regions = regions;
    }

    Topology topology() {
        return Topology.of(new TopologySettings(regions, STOCK, 0, Hosts.NAMED));
    }
}
