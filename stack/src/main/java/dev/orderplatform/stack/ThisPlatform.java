package dev.orderplatform.stack;

import dev.orderplatform.stack.databases.Login;
import dev.orderplatform.stack.databases.PlatformData;
import dev.orderplatform.stack.databases.RegionData;
import dev.orderplatform.stack.local.LocalPlatform;
import dev.orderplatform.stack.supervision.Programs;
import dev.orderplatform.stack.supervision.RunSettings;
import dev.orderplatform.stack.topology.KafkaPart;
import dev.orderplatform.stack.topology.PostgresPart;
import dev.orderplatform.stack.topology.Topology;

/** The platform of this project and data folder, for the tools that load, check and show it. */
final class ThisPlatform implements LocalPlatform {

    private static final String GLOBAL = "postgres-global";
    private static final String CONTROL = "control_owner";

    @Override
    public String gatewayUrl() {
        return Platform.here().gatewayUrl();
    }

    @Override
    public PlatformData data() {
        var platform = Platform.here();
        var topology = platform.topology();
        var secrets = platform.data().secrets();
        var regions = topology.parts().stream()
                .filter(KafkaPart.class::isInstance)
                .flatMap(part -> part.region().stream())
                .map(region -> new RegionData(
                        region,
                        address(topology, "postgres-" + region),
                        platform.bootstrapServers("kafka-" + region),
                        new Login(Programs.AUDITOR, secrets.password("postgres-" + region, Programs.AUDITOR))))
                .toList();
        return new PlatformData(
                address(topology, GLOBAL),
                regions,
                new Login(Programs.AUDITOR, secrets.password(GLOBAL, Programs.AUDITOR)),
                new Login(CONTROL, secrets.password(GLOBAL, CONTROL)));
    }

    private static String address(Topology topology, String server) {
        return "127.0.0.1:" + topology.part(PostgresPart.class, server).port();
    }

    @Override
    public boolean up() {
        return Platform.here().state().supervisor().isPresent();
    }

    @Override
    public void start() {
        var platform = Platform.here();
        new Startup(up() ? platform : platform.with(RunSettings.initial(platform.data())), Console.standard()).run();
    }

    @Override
    public void stop() {
        Down.stop(Platform.here(), Console.standard());
    }
}
