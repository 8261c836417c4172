package dev.orderplatform.tools.bench;

import dev.orderplatform.runtime.process.CpuTime;
import dev.orderplatform.runtime.process.Folders;
import dev.orderplatform.runtime.process.JavaCommand;
import dev.orderplatform.runtime.process.Launch;
import dev.orderplatform.runtime.process.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The speed of a machine: the CPU-seconds that a minimal WebFlux application takes until it is ready. Machines of the
 * same size differ by a factor of six. Times are therefore stated for a machine with unit 2 and scaled for others.
 */
public record MachineUnit(double cpuSeconds) {

    /** The machine for which times are stated. */
    private static final MachineUnit REFERENCE = new MachineUnit(2);

    /** Compiler starts a unit. Measured: 1.30 CPU-seconds a start (nine starts) on a machine with unit 10.1. */
    private static final double COMPILER_STARTS = 7.7;

    private static final int STARTS = 3;

    public MachineUnit {
        if (!(cpuSeconds > 0 && cpuSeconds <= 1000)) {
            throw new PlatformException("a machine's unit is a number of CPU-seconds greater than 0 and at most 1000");
        }
    }

    /** The given unit, else that of the variable ORDERCTL_UNIT, else an estimate. */
    public static MachineUnit known(Optional<Double> given) {
        return given.or(() -> Optional.ofNullable(System.getenv("ORDERCTL_UNIT"))
                        .filter(text -> !text.isBlank())
                        .map(Double::valueOf))
                .map(MachineUnit::new)
                .orElseGet(MachineUnit::estimate);
    }

    /** Scales a time limit of the reference machine to this machine. */
    public Duration scaled(Duration onReference) {
        return Duration.ofMillis(Math.round(onReference.toMillis() * cpuSeconds / REFERENCE.cpuSeconds));
    }

    /**
     * Estimates the unit in a few seconds from starts of the Java compiler, which also loads many classes and runs each
     * only briefly.
     */
    public static MachineUnit estimate() {
        try {
            var folder = Files.createTempDirectory("unit");
            try {
                Files.writeString(folder.resolve("Empty.java"), "class Empty {}");
                var starts = IntStream.range(0, STARTS)
                        .mapToObj(_ -> compilerStart(folder))
                        .sorted()
                        .toList();
                var median = starts.get(STARTS / 2).toMillis() / 1000.0;
                return new MachineUnit(median * COMPILER_STARTS);
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            throw new PlatformException("Cannot measure the machine's unit: " + e.getMessage(), e);
        }
    }

    private static Duration compilerStart(Path folder) {
        var command = List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-m",
                "jdk.compiler/com.sun.tools.javac.Main",
                "-d",
                folder.toString(),
                folder.resolve("Empty.java").toString());
        return CpuTime.ofChild(
                () -> new Launch(JavaCommand.of(command), Map.of(), folder, folder.resolve("log")).run());
    }
}
