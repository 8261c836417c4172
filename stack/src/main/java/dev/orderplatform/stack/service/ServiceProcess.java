package dev.orderplatform.stack.service;

import dev.orderplatform.stack.process.JavaCommand;
import dev.orderplatform.stack.process.Launch;
import dev.orderplatform.stack.process.Program;
import dev.orderplatform.stack.secrets.Secrets;
import dev.orderplatform.stack.topology.ServicePart;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** A service in a JVM of its own. */
public final class ServiceProcess implements Program {

    private final ServicePart part;
    private final Installation installation;
    private final Path home;
    private final Path log;
    private final Secrets secrets;
    private Optional<Path> installed = Optional.empty();

    /**
     * @param jar the executable jar that the build made
     * @param applications where jars are taken apart
     * @param home the service's working folder
     */
    public ServiceProcess(ServicePart part, Path jar, Path applications, Path home, Path log, Secrets secrets) {
        this.part = part;
        this.installation = new Installation(jar, applications.resolve(part.module()));
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
        var jar = installed.orElseGet(installation::install);
        var environment = new HashMap<>(part.environment());
        environment.put(
                "PLATFORM_SECRETS", secrets.handOut(part.name(), part.secrets()).toString());
        var flags = List.of(
                "-Xmx%dm".formatted(part.heapMegabytes()),
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar.toString());
        return new Launch(JavaCommand.of(flags), environment, home, log);
    }

    @Override
    public boolean ready() {
        return ReadinessProbe.passes(part.port());
    }
}
