package dev.orderplatform.runtime.service;

import dev.orderplatform.runtime.process.JavaCommand;
import dev.orderplatform.runtime.process.Launch;
import dev.orderplatform.runtime.process.Program;
import dev.orderplatform.runtime.secrets.Secrets;
import dev.orderplatform.runtime.topology.ServicePart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A service in a JVM of its own. */
public final class ServiceProcess implements Program {

    /** The environment variable whose flags replace {@link #DEFAULT_FLAGS}, for example to select another collector. */
    public static final String FLAGS_VARIABLE = "ORDERCTL_JVM";

    /**
     * Half of the heap is the young generation: requests are short-lived, but with hundreds in flight a small survivor
     * space would promote them. The trim interval returns the compilers' native memory to the system.
     */
    public static final String DEFAULT_FLAGS =
            "-XX:+UseSerialGC -XX:NewRatio=1 -XX:SurvivorRatio=4 -XX:TrimNativeHeapInterval=10000";

    /**
     * Flags of every service. More carrier threads than busy virtual threads (64 blocking calls, 64 global
     * transactions, some thirty loops): a virtual thread that initialises a class, or waits for that, pins its carrier
     * (JDK-8369238). With one carrier a core, none was left for the thread whose lock the initialiser waited for, and
     * order-service deadlocked during start.
     */
    public static final List<String> REQUIRED_FLAGS = List.of(
            "-Djdk.virtualThreadScheduler.parallelism=256",
            "-XX:+ExitOnOutOfMemoryError",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED");

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
        var given = Optional.ofNullable(System.getenv(FLAGS_VARIABLE)).filter(text -> !text.isBlank());
        var arguments =
                new ArrayList<>(List.of(given.orElse(DEFAULT_FLAGS).strip().split(" +")));
        arguments.addAll(REQUIRED_FLAGS);
        arguments.addAll(List.of("-Xmx%dm".formatted(part.memory().heap()), "-jar", jar.toString()));
        var cache = Installation.cacheOf(jar);
        // A cache created with custom flags may not fit the default ones.
        var records = recording.getAsBoolean() && given.isEmpty();
        arguments.addAll(0, records ? cache.useOrRecord(arguments) : cache.use());
        return new Launch(JavaCommand.ofServer(home, arguments), environment, home, log).privately();
    }

    @Override
    public boolean ready() {
        return ReadinessProbe.passes(part.port());
    }
}
