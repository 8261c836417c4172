package dev.orderplatform.evolution.runner;

import dev.orderplatform.runtime.topology.Memory;
import dev.orderplatform.runtime.topology.PostgresPart;
import dev.orderplatform.runtime.topology.PostgresPart.Database;
import dev.orderplatform.runtime.topology.ServicePart;
import dev.orderplatform.runtime.topology.Topology;
import dev.orderplatform.runtime.topology.TopologySettings;
import java.util.List;
import java.util.Map;

/** The first stage: one application, one database. */
final class MonolithTopology {

    private static final Database DATABASE = new Database("monolith", "monolith");

    private MonolithTopology() {}

    static Topology of(TopologySettings settings) {
        var platform = Topology.of(settings);
        var global = platform.part(PostgresPart.class, "postgres-global");
        // The same size as a region's server.
        var postgres =
                new PostgresPart(global.name(), global.region(), global.host(), global.port(), 128, List.of(DATABASE));
        return new Topology(List.of(postgres, application(settings, platform.gateway(), postgres)));
    }

    // The same name and port as the gateway, so that clients need not distinguish them.
    private static ServicePart application(TopologySettings settings, ServicePart gateway, PostgresPart postgres) {
        return new ServicePart(
                gateway.name(),
                gateway.region(),
                gateway.host(),
                gateway.port(),
                "evolution/monolith",
                new Memory(512, 512),
                List.of(),
                List.of(postgres.name()),
                List.of(),
                Map.of(
                        "SERVER_ADDRESS", settings.hosts().listen(),
                        "SERVER_PORT", Integer.toString(gateway.port()),
                        "SPRING_PROFILES_ACTIVE", "demo",
                        "PLATFORM_MONOLITH_STOCK", Integer.toString(settings.stock()),
                        "PLATFORM_DATABASE_URL", postgres.url(DATABASE.name()) + "?reWriteBatchedInserts=true"),
                Map.of(
                        "platform.security.user-key",
                        "user-key",
                        "platform.demo.signing-key",
                        "signing-key",
                        "platform.database.app-password",
                        postgres.name() + "." + DATABASE.app(),
                        "platform.database.owner-password",
                        postgres.name() + "." + DATABASE.owner()));
    }
}
