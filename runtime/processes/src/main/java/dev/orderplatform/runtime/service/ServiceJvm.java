package dev.orderplatform.runtime.service;

import dev.orderplatform.runtime.process.AotCache;
import dev.orderplatform.runtime.process.JavaCommand;
import dev.orderplatform.runtime.process.Launch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JVM of one or more services.
 *
 * @param program class path, main class and arguments, or jar
 */
public record ServiceJvm(int heapMegabytes, List<String> program, AotCache cache) {

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

    /** @param recording whether it may record for a missing AOT cache */
    Launch launch(boolean recording, Map<String, String> environment, Path home, Path log) {
        var given = Optional.ofNullable(System.getenv(FLAGS_VARIABLE)).filter(text -> !text.isBlank());
        var arguments =
                new ArrayList<>(List.of(given.orElse(DEFAULT_FLAGS).strip().split(" +")));
        arguments.addAll(REQUIRED_FLAGS);
        arguments.add("-Xmx%dm".formatted(heapMegabytes));
        arguments.addAll(program);
        // A cache created with custom flags may not fit the default ones.
        var records = recording && given.isEmpty();
        arguments.addAll(0, records ? cache.useOrRecord(arguments) : cache.use());
        return new Launch(JavaCommand.ofServer(home, arguments), environment, home, log).privately();
    }
}
