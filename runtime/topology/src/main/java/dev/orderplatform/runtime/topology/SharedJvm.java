package dev.orderplatform.runtime.topology;

import java.util.List;

/**
 * A JVM that runs two or more services.
 *
 * @param heapMegabytes maximum heap size, for all of them
 * @param modules the Maven modules whose jars it runs
 */
public record SharedJvm(String name, int heapMegabytes, List<String> modules) {

    public SharedJvm {
        modules = List.copyOf(modules);
        if (modules.size() < 2) {
            throw new IllegalArgumentException(name + " has one service only, which needs no shared JVM");
        }
    }
}
