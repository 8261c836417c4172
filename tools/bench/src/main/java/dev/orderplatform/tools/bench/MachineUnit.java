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
 * How fast a machine is: the CPU-seconds that the smallest WebFlux application takes until it is ready. Machines of the
 * same size differ by a factor of six, so that times are stated for a machine whose unit is 2 and hold in proportion
 * elsewhere.
 */
public record MachineUnit(double cpuSeconds) {

    /** The machine for which times are stated. */
    private static final MachineUnit REFERENCE = new MachineUnit(2);

    /** Starts of the compiler that take the CPU of a unit: 1.30 CPU-seconds where the unit was 10.1, nine starts. */
    private static final double COMPILER_STARTS = 7.7;

    private static final int STARTS = 3;

    public MachineUnit {
        if (!(cpuSeconds > 0 && cpuSeconds <= 1000)) {
            throw new PlatformException("a machine's unit is a number of CPU-seconds, above 0 and at most 1000");
        }
    }

    /** The unit that is given, by the environment's ORDERCTL_UNIT at last; an estimate when there is none. */
    public static MachineUnit known(Optional<Double> given) {
        return given.or(() -> Optional.ofNullable(System.getenv("ORDERCTL_UNIT"))
                        .filter(text -> !text.isBlank())
                        .map(Double::valueOf))
                .map(MachineUnit::new)
                .orElseGet(MachineUnit::estimate);
    }

    /** What takes so long on the reference machine may take this long here. */
    public Duration scaled(Duration onReference) {
        return Duration.ofMillis(Math.round(onReference.toMillis() * cpuSeconds / REFERENCE.cpuSeconds));
    }

    /**
     * An estimate that needs nothing but the JDK and a few seconds: the start of another program that loads many classes
     * and runs each only briefly, the Java compiler.
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
