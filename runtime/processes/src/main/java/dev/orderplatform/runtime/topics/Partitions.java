package dev.orderplatform.runtime.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.utils.Utils;

/** Partitions of keys. */
final class Partitions {

    private Partitions() {}

    /** As the producers' default partitioner computes it. */
    static int of(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % partitions;
    }
}
