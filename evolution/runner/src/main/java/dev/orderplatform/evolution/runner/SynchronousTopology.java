package dev.orderplatform.evolution.runner;

import dev.orderplatform.runtime.topology.KafkaPart;
import dev.orderplatform.runtime.topology.Part;
import dev.orderplatform.runtime.topology.ServicePart;
import dev.orderplatform.runtime.topology.SimulatorPart;
import dev.orderplatform.runtime.topology.Topology;
import dev.orderplatform.runtime.topology.TopologySettings;
import java.util.HashMap;
import java.util.Map;

/**
 * A synchronous stage: the platform's gateway and servers without a broker, and this stage's own applications in place
 * of the platform's services.
 */
final class SynchronousTopology {

    private static final Map<String, String> APPLICATIONS = Map.of(
            "order-service", "evolution/orders",
            "inventory-service", "evolution/inventory",
            "notification-service", "evolution/notifications");

    private final Topology platform;
    private final boolean sharded;

    private SynchronousTopology(Topology platform, boolean sharded) {
        this.platform = platform;
        this.sharded = sharded;
    }

    static Topology sharded(TopologySettings settings) {
        return new SynchronousTopology(Topology.of(settings), true).topology();
    }

    static Topology oneTable(TopologySettings settings) {
        return new SynchronousTopology(Topology.of(settings), false).topology();
    }

    private Topology topology() {
        return new Topology(platform.parts().stream()
                .filter(this::belongsToTheStage)
                .map(part -> part instanceof ServicePart service ? ofThisStage(service) : part)
                .toList());
    }

    private Part ofThisStage(ServicePart service) {
        var environment = new HashMap<>(service.environment());
        switch (service.module()) {
            case "gateway" ->
                // This stage has no region map. With a single region, the gateway's initial map is correct.
                environment.put("PLATFORM_CONTROL_REFRESH", "24h");
            case "order-service" -> {
                environment.put("PLATFORM_SERVICES_INVENTORY", urlOf("inventory-service"));
                environment.put("PLATFORM_SERVICES_NOTIFICATION", urlOf("notification-service"));
                if (!sharded) {
                    environment.computeIfPresent("PLATFORM_DATABASE_URL", (_, url) -> url.replace("{n}", "0"));
                    // The same size as the four pools of the sharded stage together.
                    environment.put("PLATFORM_DATABASE_POOL_SIZE", "32");
                }
            }
            default -> {}
        }
        return new ServicePart(
                service.name(),
                service.region(),
                service.host(),
                service.port(),
                APPLICATIONS.getOrDefault(service.module(), service.module()),
                service.memory(),
                service.routes(),
                service.needs().stream().filter(this::isThere).toList(),
                service.calls(),
                environment,
                service.secrets());
    }

    private boolean isThere(String part) {
        return belongsToTheStage(platform.find(part).orElseThrow());
    }

    private boolean belongsToTheStage(Part part) {
        return switch (part) {
            case KafkaPart _, SimulatorPart _ -> false;
            case ServicePart service ->
                APPLICATIONS.containsKey(service.module()) || service.equals(platform.gateway());
            default -> true;
        };
    }

    private String urlOf(String module) {
        return platform.parts().stream()
                .filter(ServicePart.class::isInstance)
                .map(ServicePart.class::cast)
                .filter(service -> service.module().equals(module))
                .findFirst()
                .orElseThrow()
                .url();
    }
}
