package dev.orderplatform.runtime.topology;

import java.util.List;
import java.util.Locale;

/**
 * A region's name and the ports of its parts.
 *
 * @param serviceOffset added to the ports of services
 */
record Region(String name, int postgres, int kafka, int kafkaController, int serviceOffset) {

    /** In the order in which slots are assigned to them, round robin. */
    static final List<Region> ALL =
            List.of(new Region("east", 15432, 19092, 19093, 0), new Region("west", 15433, 19094, 19095, 10));

    /** The name of this region's part, such as kafka-east. */
    String part(String kind) {
        return kind + "-" + name;
    }

    String variable() {
        return name.toUpperCase(Locale.ROOT);
    }
}
