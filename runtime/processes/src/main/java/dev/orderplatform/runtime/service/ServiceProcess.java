package dev.orderplatform.runtime.service;

import dev.orderplatform.runtime.process.Launch;
import dev.orderplatform.runtime.process.Program;
import dev.orderplatform.runtime.secrets.Secrets;
import dev.orderplatform.runtime.topology.ServicePart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A service in a JVM of its own. */
public final class ServiceProcess implements Program {

    private final ServicePart part;
    private final Installation installation;
    private final Path home;
    private final Path log;
    private final Secrets secrets;
    private final BooleanSupplier recording;
    private Optional<Path> installed = Optional.empty();

    /**
     * @param home the service's working folder
     * @param recording evaluated once a launch: whether it may record for a missing AOT cache
     */
    public ServiceProcess(
            ServicePart part,
            Installation installation,
            Path home,
            Path log,
            Secrets secrets,
            BooleanSupplier recording) {
        this.part = part;
        this.installation = installation;
        this.recording = recording;
        this.home = home;
        this.log = log;
        this.secrets = secrets;
    }

    @Override
    public void prepare() {
        installed = Optional.of(installation.install());
    }

    @Override
    public Launch launch() {
        // Installing later builds may have deleted this version.
        var jar = installed.filter(Files::exists).orElseGet(installation::install);
        var environment = new HashMap<>(part.environment());
        environment.put(
                "PLATFORM_SECRETS", secrets.handOut(part.name(), part.secrets()).toString());
        var program = List.of("-jar", jar.toString());
        return new ServiceJvm(part.memory().heap(), program, Installation.cacheOf(jar))
                .launch(recording.getAsBoolean(), environment, home, log);
    }

    @Override
    public boolean ready() {
        return ReadinessProbe.passes(part.port());
    }
}
