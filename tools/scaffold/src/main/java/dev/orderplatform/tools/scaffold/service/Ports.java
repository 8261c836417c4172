package dev.orderplatform.tools.scaffold.service;

import static java.util.stream.Collectors.groupingBy;

import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.topology.ServicePart;
import dev.orderplatform.runtime.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The ports of the platform's parts.
 *
 * @param taken names of the parts by their ports
 * @param offsets from a regional service's port in the first region to that in each region
 * @param first the first port to try for a new service
 */
record Ports(Map<Integer, String> taken, List<Integer> offsets, int first) {
    private static final int LOWEST = 1024;
    private static final int HIGHEST = 65_535 - ServicePart.METRICS_OFFSET;
    private static final List<Integer> ONE_INSTANCE = List.of(0);

    static Ports of(Topology topology) {
        var taken = new TreeMap<Integer, String>();
        topology.parts().forEach(part -> part.ports().forEach(port -> taken.put(port, part.name())));
        return new Ports(taken, offsets(topology), firstPort(topology));
    }

    /** The lowest free port above those of all services of the first region. */
    int next(boolean global) {
        return IntStream.rangeClosed(first, HIGHEST)
                .filter(port -> collision(port, global).isEmpty() && inRange(port, global))
                .findFirst()
                .orElseThrow(() ->
                        new PlatformException("No port is free. Choose one below %d: --port N.".formatted(first)));
    }

    /** @throws PlatformException if an instance can't listen there */
    void requireFree(int port, boolean global) {
        if (!inRange(port, global)) {
            throw new PlatformException("Port %d is out of range. Choose one from %d to %d, such as %d."
                    .formatted(port, LOWEST, HIGHEST - last(global), next(global)));
        }
        collision(port, global).ifPresent(taken -> {
            throw new PlatformException(
                    "Port %d can't be used: %s. Choose another one, such as %d.".formatted(port, taken, next(global)));
        });
    }

    private Optional<String> collision(int port, boolean global) {
        return offsetsOf(global).stream()
                .map(offset -> port + offset)
                .filter(taken::containsKey)
                .findFirst()
                .map(used -> "%s listens on %d%s"
                        .formatted(
                                taken.get(used),
                                used,
                                used == port ? "" : ", which another region's instance would need"));
    }

    private boolean inRange(int port, boolean global) {
        return port >= LOWEST && port + last(global) <= HIGHEST;
    }

    private int last(boolean global) {
        return offsetsOf(global).getLast();
    }

    private List<Integer> offsetsOf(boolean global) {
        return global ? ONE_INSTANCE : offsets;
    }

    private static List<Integer> offsets(Topology topology) {
        return services(topology).stream()
                .filter(service -> service.region().isPresent())
                .collect(groupingBy(ServicePart::module))
                .values()
                .stream()
                .map(instances -> instances.stream()
                        .map(instance -> instance.port() - instances.getFirst().port())
                        .toList())
                .findFirst()
                .orElse(ONE_INSTANCE);
    }

    private static int firstPort(Topology topology) {
        return services(topology).stream()
                        .filter(ServicePart::ofFirstRegion)
                        .mapToInt(ServicePart::port)
                        .max()
                        .orElse(LOWEST)
                + 1;
    }

    private static List<ServicePart> services(Topology topology) {
        return topology.parts().stream()
                .filter(ServicePart.class::isInstance)
                .map(ServicePart.class::cast)
                .toList();
    }
}
