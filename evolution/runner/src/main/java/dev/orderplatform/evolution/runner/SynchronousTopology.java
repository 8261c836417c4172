package dev.orderplatform.evolution.runner;

import dev.orderplatform.runtime.topology.KafkaPart;
import dev.orderplatform.runtime.topology.Part;
import dev.orderplatform.runtime.topology.ServicePart;
import dev.orderplatform.runtime.topology.Topology;
import dev.orderplatform.runtime.topology.TopologySettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The platform's services before the events: no broker, and each order waits for the services that it needs. */
final class SynchronousTopology {

    private SynchronousTopology() {}

    static Topology sharded(TopologySettings settings) {
        return of(Topology.of(settings), Map.of());
    }

    /** The pool of the one database is as large as the four of the sharded form together. */
    static Topology oneTable(TopologySettings settings) {
        return of(Topology.of(settings), Map.of("PLATFORM_SHARDING_TABLES", "1", "PLATFORM_DATABASE_POOL_SIZE", "32"));
    }

    private static Topology of(Topology platform, Map<String, String> orders) {
        var brokers = platform.parts().stream()
                .filter(KafkaPart.class::isInstance)
                .map(Part::name)
                .toList();
        var notification =
                platform.part(ServicePart.class, "notification-service").url();
        return new Topology(platform.parts().stream()
                .filter(part -> !(part instanceof KafkaPart))
                .map(part ->
                        part instanceof ServicePart service ? without(brokers, service, notification, orders) : part)
                .toList());
    }

    private static Part without(
            List<String> brokers, ServicePart service, String notification, Map<String, String> orders) {
        var environment = new HashMap<>(service.environment());
        environment.put("PLATFORM_FLOW", "synchronous");
        if (service.module().equals("order-service")) {
            environment.put(
                    "PLATFORM_SYNCHRONOUS_INVENTORY", service.environment().getOrDefault("PLATFORM_CATALOGUE_URL", ""));
            environment.put("PLATFORM_SYNCHRONOUS_NOTIFICATION", notification);
            environment.putAll(orders);
        }
        return new ServicePart(
                service.name(),
                service.region(),
                service.host(),
                service.port(),
                service.module(),
                service.heapMegabytes(),
                service.needs().stream().filter(name -> !brokers.contains(name)).toList(),
                service.calls(),
                environment,
                service.secrets());
    }
}
