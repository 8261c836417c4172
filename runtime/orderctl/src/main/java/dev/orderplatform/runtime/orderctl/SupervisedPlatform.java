package dev.orderplatform.runtime.orderctl;

import dev.orderplatform.runtime.databases.Login;
import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.databases.RegionData;
import dev.orderplatform.runtime.databases.SimulatorData;
import dev.orderplatform.runtime.local.DurationArgument;
import dev.orderplatform.runtime.local.LocalPlatform;
import dev.orderplatform.runtime.process.FrozenTree;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.process.ProcessIdentity;
import dev.orderplatform.runtime.supervision.DataFolder;
import dev.orderplatform.runtime.supervision.HeldParts;
import dev.orderplatform.runtime.supervision.Programs;
import dev.orderplatform.runtime.supervision.RunSettings;
import dev.orderplatform.runtime.supervision.Shutdown;
import dev.orderplatform.runtime.topology.Part;
import dev.orderplatform.runtime.topology.PostgresPart;
import dev.orderplatform.runtime.topology.SimulatorPart;
import dev.orderplatform.runtime.topology.Topology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The platform of this project and data folder, run by the supervisor. */
public final class SupervisedPlatform implements LocalPlatform {

    private static final String GLOBAL = "postgres-global";
    private static final String CONTROL = "control_owner";

    private final Supplier<Platform> platform;

    /** The platform of the project and data folder that this JVM was started for. */
    public static SupervisedPlatform here() {
        return new SupervisedPlatform(Platform::here);
    }

    /** @param platform evaluated at each call, because settings may change */
    public SupervisedPlatform(Supplier<Platform> platform) {
        this.platform = platform;
    }

    @Override
    public String gatewayUrl() {
        return platform.get().gatewayUrl();
    }

    @Override
    public PlatformData data() {
        var present = platform.get();
        var topology = present.topology();
        var secrets = present.data().secrets();
        var regions = topology.parts().stream()
                .filter(PostgresPart.class::isInstance)
                .flatMap(part -> part.region().stream())
                .map(region -> RegionData.of(
                        topology,
                        region,
                        address(topology, "postgres-" + region),
                        // Empty for a topology without brokers.
                        topology.find("kafka-" + region).map(Part::address).orElse(""),
                        new Login(Programs.AUDITOR, secrets.password("postgres-" + region, Programs.AUDITOR))))
                .toList();
        return new PlatformData(
                address(topology, GLOBAL),
                RegionData.stores(topology, GLOBAL),
                regions,
                new Login(Programs.AUDITOR, secrets.password(GLOBAL, Programs.AUDITOR)),
                new Login(CONTROL, secrets.password(GLOBAL, CONTROL)),
                Optional.of(present.data().outages()),
                topology.simulators()
                        .map(simulator -> new SimulatorData(
                                simulator.name(), "http://" + simulator.address(), ledger(simulator, present.data())))
                        .toList(),
                present.settings().topology().hasPaymentWindow());
    }

    private static Path ledger(SimulatorPart simulator, DataFolder data) {
        return data.home(simulator.name()).resolve("ledger.jsonl");
    }

    private static String address(Topology topology, String server) {
        return topology.part(PostgresPart.class, server).address();
    }

    @Override
    public List<String> parts() {
        return platform.get().topology().parts().stream().map(Part::name).toList();
    }

    @Override
    public Optional<Long> pid(String part) {
        var present = platform.get();
        return present.state().status(present.part(part)).process().map(ProcessIdentity::pid);
    }

    @Override
    public List<String> notReady() {
        return platform.get().state().statuses().stream()
                .filter(status -> !status.ready())
                .map(status -> status.part().name())
                .toList();
    }

    @Override
    public boolean up() {
        return platform.get().state().supervisor().isPresent();
    }

    @Override
    public void start() {
        var present = platform.get();
        new Startup(up() ? present : present.with(RunSettings.initial(present.data())), Console.standard()).run();
    }

    @Override
    public void whileFrozen(String part, Runnable work) {
        var pid = pid(part).orElseThrow(() -> new PlatformException(part + " does not run"));
        try (var _ = FrozenTree.of(pid)) {
            work.run();
        }
    }

    @Override
    public void hold(String part) {
        var present = platform.get();
        // Hold first: otherwise the supervisor would restart the part.
        new HeldParts(present.data()).add(part);
        new Shutdown(present.data(), present.programs()).stop(present.part(part));
    }

    @Override
    public void release(String part) {
        var present = platform.get();
        new HeldParts(present.data()).remove(part);
        new Startup(present, Console.standard()).await(present.part(part));
    }

    @Override
    public Optional<Duration> paymentWindow() {
        return Optional.of(platform.get().settings().topology().paymentWindow())
                .filter(window -> !window.equals("off"))
                .map(new DurationArgument()::convert);
    }

    @Override
    public Path loadReports() {
        return platform.get().data().loadReports();
    }

    @Override
    public void stop() {
        Down.stop(platform.get(), Console.standard());
    }
}
