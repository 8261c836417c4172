package dev.orderplatform.stack.topology;

import java.util.Locale;

/** A region's name and the ports of its parts. */
record Region(String name, int postgres, int kafka, int kafkaController, int orders, int inventory) {

    static final Region EAST = new Region("east", 15432, 19092, 19093, 8101, 8102);

    /** The name of this region's part of a sort, as in kafka-east. */
    String part(String sort) {
        return sort + "-" + name;
    }

    String variable() {
        return name.toUpperCase(Locale.ROOT);
    }
}
