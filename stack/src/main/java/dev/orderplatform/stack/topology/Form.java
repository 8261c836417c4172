package dev.orderplatform.stack.topology;

/** The platform as it is, or a stage of the evolution that led to it. */
public enum Form {

    /** Services that talk by events: the platform. */
    EVENTS {
        @Override
        Topology of(Topology platform, TopologySettings settings) {
            return platform;
        }
    },

    /** The same services without a broker: orders wait for inventory and notification over HTTP. */
    SYNCHRONOUS_SHARDED {
        @Override
        Topology of(Topology platform, TopologySettings settings) {
            return SynchronousTopology.sharded(platform);
        }
    },

    /** The same, and all orders lie in one table. */
    SYNCHRONOUS {
        @Override
        Topology of(Topology platform, TopologySettings settings) {
            return SynchronousTopology.oneTable(platform);
        }
    },

    /** One application over one database. */
    MONOLITH {
        @Override
        Topology of(Topology platform, TopologySettings settings) {
            return MonolithTopology.of(settings);
        }
    };

    abstract Topology of(Topology platform, TopologySettings settings);
}
