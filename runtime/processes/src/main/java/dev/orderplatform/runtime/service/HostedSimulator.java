package dev.orderplatform.runtime.service;

import dev.orderplatform.runtime.secrets.Secrets;
import dev.orderplatform.runtime.topology.SimulatorPart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A simulator in the JVM of all simulators. */
public final class HostedSimulator extends HostedProgram {

    private static final String SIGNING_SECRETS = "signing-secrets";

    private final SimulatorPart part;
    private final Path home;
    private final Path log;
    private final Secrets secrets;

    /** @param home the folder of its ledger */
    public HostedSimulator(SimulatorPart part, HostProcess host, Path home, Path log, Secrets secrets) {
        super(part.name(), host);
        this.part = part;
        this.home = home;
        this.log = log;
        this.secrets = secrets;
    }

    @Override
    List<String> settings() {
        var settings = new ArrayList<>(List.of("log=" + log));
        var own = secrets.handOut(part.name(), Map.of(SIGNING_SECRETS, part.secret()));
        part.environment(own.resolve(SIGNING_SECRETS).toString(), home.toString())
                .forEach((name, value) -> settings.add("variable.%s=%s".formatted(name, value)));
        return settings;
    }

    @Override
    public boolean ready() {
        return ReadinessProbe.passes(part.port(), "/health");
    }
}
