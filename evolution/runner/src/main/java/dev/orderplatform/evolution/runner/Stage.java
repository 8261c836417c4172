package dev.orderplatform.evolution.runner;

import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.topology.Topology;
import dev.orderplatform.runtime.topology.TopologySettings;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** A stage of the evolution. */
enum Stage {
    MONOLITH("monolith", 1, MonolithTopology::of),
    SYNCHRONOUS("services, synchronous", 1, SynchronousTopology::oneTable),
    SHARDED("sharded 4 × 8", 1, SynchronousTopology::sharded),
    EVENT_DRIVEN("event-driven", 1, Topology::of),
    MULTI_ACTIVE("multi-active, 2 regions", 2, Topology::of);

    /**
     * Units of each SKU, all regions together. Lasts for minutes of load over 1,000 SKUs. One less than the maximum
     * quantity of a line, so that an order can exceed it.
     */
    private static final int STOCK = 9_999;

    private final String title;
    private final int regions;
    private final Function<TopologySettings, Topology> topology;

    Stage(String title, int regions, Function<TopologySettings, Topology> topology) {
        this.title = title;
        this.regions = regions;
        this.topology = topology;
    }

    /** The number shown to people, from 1. */
    int number() {
        return ordinal() + 1;
    }

    String title() {
        return title;
    }

    boolean isMonolith() {
        return this == MONOLITH;
    }

    /** Whether an accepted order is already confirmed. */
    boolean confirmsAtOnce() {
        return compareTo(EVENT_DRIVEN) < 0;
    }

    /** The parts of the stage. */
    Topology topology(TopologySettings settings) {
        return topology.apply(settings);
    }

    /** Whether the stage runs the platform itself, with orderctl's own topology. */
    boolean isThePlatform() {
        return !confirmsAtOnce();
    }

    int regions() {
        return regions;
    }

    /** Units of each SKU in each region. */
    int stock() {
        return STOCK / regions;
    }

    static Stage ofNumber(int number) {
        if (number < 1 || number > values().length) {
            throw new PlatformException("There is no stage %d; there are 1 to %d".formatted(number, values().length));
        }
        return values()[number - 1];
    }

    static List<Stage> all() {
        return Arrays.asList(values());
    }
}
