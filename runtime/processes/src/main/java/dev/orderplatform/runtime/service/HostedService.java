package dev.orderplatform.runtime.service;

import dev.orderplatform.runtime.process.Launch;
import dev.orderplatform.runtime.process.ProcessIdentity;
import dev.orderplatform.runtime.process.Program;
import dev.orderplatform.runtime.process.Signal;
import dev.orderplatform.runtime.process.Stopping;
import dev.orderplatform.runtime.secrets.Secrets;
import dev.orderplatform.runtime.topology.ServicePart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service in a JVM that it shares with others. It is started and stopped without them. */
public final class HostedService implements Program {

    private final ServicePart part;
    private final Installation installation;
    private final HostProcess host;
    private final Path log;
    private final Secrets secrets;
    private Optional<Path> installed = Optional.empty();

    public HostedService(ServicePart part, Installation installation, HostProcess host, Path log, Secrets secrets) {
        this.part = part;
        this.installation = installation;
        this.host = host;
        this.log = log;
        this.secrets = secrets;
    }

    @Override
    public void prepare() {
        installed = Optional.of(installation.install());
    }

    /** The JVM without any service. */
    @Override
    public Launch launch() {
        return host.launch();
    }

    // Without the tag: a process with it would be taken for this service after it was stopped.
    @Override
    public long start(Map<String, String> tag) {
        return host.start(part.name(), String.join("\n", settings()));
    }

    private List<String> settings() {
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

    /** A JVM that does not answer may be frozen, or busy: the service counts as running. */
    @Override
    public boolean runsIn(ProcessIdentity process) {
        return process.alive() && !host.state(part.name()).equals(Optional.of("DOWN"));
    }

    /** If the service does not stop in time, its JVM ends; the supervisor brings the others back. */
    @Override
    public boolean stop(ProcessIdentity process, Duration timeout) {
        if (!process.alive()) {
            return true;
        }
        // A frozen process does not answer.
        Signal.CONT.send(process.pid());
        var state = host.stop(part.name(), timeout);
        if (state.equals(Optional.of("DOWN"))) {
            return true;
        }
        return Stopping.stop(process, Signal.TERM, timeout) && state.isPresent();
    }
}
