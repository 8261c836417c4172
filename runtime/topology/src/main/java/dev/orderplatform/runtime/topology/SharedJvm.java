package dev.orderplatform.runtime.topology;

import java.util.List;
import java.util.Optional;

/**
 * A JVM that runs two or more services.
 *
 * @param heapMegabytes maximum heap size, for all of them
 * @param modules the Maven modules whose jars it runs
 */
public record SharedJvm(String name, int heapMegabytes, List<String> modules) {

    public SharedJvm {
        modules = List.copyOf(modules);
    }

    /** The JVM of a service's instance; empty if the service declares none, or no other service shares it. */
    static Optional<SharedJvm> of(Service service, Region region, List<Service> all) {
        var members = all.stream()
                .filter(other -> other.regional == service.regional)
                .filter(other -> other.sharedJvm().equals(service.sharedJvm()))
                .toList();
        return service.sharedJvm().filter(_ -> members.size() > 1).map(name -> {
            var heap =
                    members.stream().mapToInt(member -> member.memory().heap()).sum();
            var modules = members.stream().map(member -> member.name).toList();
            return new SharedJvm(service.regional ? region.part(name) : name, heap, modules);
        });
    }
}
