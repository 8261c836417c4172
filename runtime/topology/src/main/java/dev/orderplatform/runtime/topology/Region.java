package dev.orderplatform.runtime.topology;

import java.util.List;
import java.util.Locale;

/** A region's name and the ports of its parts. */
record Region(String name, int postgres, int kafka, int kafkaController, int orders, int inventory) {

    /** In the order in which they take turns with the slots. */
    static final List<Region> ALL = List.of(
            new Region("east", 15432, 19092, 19093, 8101, 8102), new Region("west", 15433, 19094, 19095, 8111, 8112));

    /** The name of this region's part of a sort, as in kafka-east. */
    String part(String sort) {
        return sort + "-" + name;
    }

    String variable() {
        return name.toUpperCase(Locale.ROOT);
    }
}
