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

    /** Names the variable of flags that take the place of {@link #USUAL}: another collector, say, or no second compiler. */
    public static final String JVM = "ORDERCTL_JVM";

    /**
     * Half of the heap for what is new: a request is garbage soon, but hundreds are under way at a time, and those that
     * find no room among the survivors would grow old. What compilers no longer need goes back to the machine.
     */
    public static final String USUAL =
            "-XX:+UseSerialGC -XX:NewRatio=1 -XX:SurvivorRatio=4 -XX:TrimNativeHeapInterval=10000";

    /**
     * What no service runs without. More carriers than virtual threads are ever busy (64 blocking calls, 64 global
     * transactions, some thirty loops): one that initialises a class, and all that wait until it has, keep theirs
     * (JDK-8369238). With a carrier a core none is left for the thread whose lock the initialiser waits for, and an
     * order-service stood still in its start. No quiet period of Reactor Netty's, which adds four seconds to each orderly
     * end: Spring has let the requests under way finish before.
     */
    public static final List<String> ALWAYS = List.of(
            "-Djdk.virtualThreadScheduler.parallelism=256",
            "-Dreactor.netty.ioShutdownQuietPeriod=0",
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
     * @param recording asked once a launch: whether it may record for the ahead-of-time cache while there is none
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
        // Later builds may have been installed since, and this version deleted.
        var jar = installed.filter(Files::exists).orElseGet(installation::install);
        var environment = new HashMap<>(part.environment());
        environment.put(
                "PLATFORM_SECRETS", secrets.handOut(part.name(), part.secrets()).toString());
        var given = Optional.ofNullable(System.getenv(JVM)).filter(text -> !text.isBlank());
        var arguments = new ArrayList<>(List.of(given.orElse(USUAL).strip().split(" +")));
        arguments.addAll(ALWAYS);
        arguments.addAll(List.of("-Xmx%dm".formatted(part.heapMegabytes()), "-jar", jar.toString()));
        var cache = Installation.cacheOf(jar);
        // A cache that is made with unusual flags may not fit the usual ones.
        var records = recording.getAsBoolean() && given.isEmpty();
        arguments.addAll(0, records ? cache.useOrRecord(arguments) : cache.use());
        return new Launch(JavaCommand.ofServer(home, arguments), environment, home, log).privately();
    }

    @Override
    public boolean ready() {
        return ReadinessProbe.passes(part.port());
    }
}
