package dev.orderplatform.runtime.service;

import dev.orderplatform.runtime.secrets.Secrets;
import dev.orderplatform.runtime.topology.ServicePart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A service in a JVM that it shares with others. */
public final class HostedService extends HostedProgram {

    private final ServicePart part;
    private final Installation installation;
    private final Path log;
    private final Secrets secrets;
    private Optional<Path> installed = Optional.empty();

    public HostedService(ServicePart part, Installation installation, HostProcess host, Path log, Secrets secrets) {
        super(part.name(), host);
        this.part = part;
        this.installation = installation;
        this.log = log;
        this.secrets = secrets;
    }

    @Override
    public void prepare() {
        installed = Optional.of(installation.install());
    }

    @Override
    List<String> settings() {
        // Installing later builds may have deleted this version.
        var classPath =
                Installation.ClassPath.of(installed.filter(Files::exists).orElseGet(installation::install));
        var settings = new ArrayList<>(List.of("log=" + log));
        classPath.own().forEach(jar -> settings.add("jar=" + jar));
        classPath.others().forEach(library -> settings.add("library=" + library.getFileName()));
        part.environment().forEach((name, value) -> settings.add("variable.%s=%s".formatted(name, value)));
        settings.add("variable.PLATFORM_SECRETS=" + secrets.handOut(part.name(), part.secrets()));
        return settings;
    }

    @Override
    public boolean ready() {
        return ReadinessProbe.passes(part.port());
    }
}
