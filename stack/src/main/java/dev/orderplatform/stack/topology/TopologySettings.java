package dev.orderplatform.stack.topology;

/**
 * What a run of the platform may vary.
 *
 * @param regions how many regions run, 1 or 2
 * @param stock units of each SKU in each region at the very first start
 * @param portOffset added to every port, so that several platforms run side by side
 * @param form the platform, or a stage of the way to it
 */
public record TopologySettings(int regions, int stock, int portOffset, Hosts hosts, Form form) {

    public static final TopologySettings DEFAULT = new TopologySettings(2, 1000, 0);

    public TopologySettings(int regions, int stock, int portOffset) {
        this(regions, stock, portOffset, Hosts.LOOPBACK);
    }

    public TopologySettings(int regions, int stock, int portOffset, Hosts hosts) {
        this(regions, stock, portOffset, hosts, Form.EVENTS);
    }

    public TopologySettings {
        if (regions < 1 || regions > Region.ALL.size()) {
            throw new IllegalArgumentException("regions must be 1 or 2, not " + regions);
        }
        if (form != Form.EVENTS && regions > 1) {
            throw new IllegalArgumentException("only the event-driven platform has several regions");
        }
        if (stock < 0) {
            throw new IllegalArgumentException("stock must not be negative");
        }
    }
}
