package dev.orderplatform.tools.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderplatform.runtime.orderctl.Console;
import dev.orderplatform.runtime.orderctl.Platform;
import dev.orderplatform.runtime.orderctl.Startup;
import dev.orderplatform.runtime.orderctl.ThisPlatform;
import dev.orderplatform.runtime.orderctl.ToolCommand;
import dev.orderplatform.runtime.process.CpuTime;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.process.ProcessIdentity;
import dev.orderplatform.runtime.process.Project;
import dev.orderplatform.runtime.topology.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * What things cost on this machine, in units of it: the CPU-seconds that the smallest WebFlux application takes until it is
 * ready. Figures in units can be compared between machines.
 */
@Command(
        name = "bench",
        description =
                "Prints what a start costs on this machine, in CPU-seconds and in units: a unit is the CPU time of the"
                        + " smallest WebFlux application until it is ready. Nothing else should run meanwhile.")
public final class BenchCommand implements ToolCommand, Callable<Integer> {

    /** How long a start's late work is counted in. */
    private static final Duration IDLE = Duration.ofSeconds(5);

    @Option(
            names = "--unit",
            scope = ScopeType.INHERIT,
            paramLabel = "SECONDS",
            description = "The machine's unit, when it is known already: ./orderctl bench unit measures it.")
    private Optional<Double> known = Optional.empty();

    private final Console console = Console.standard();

    /** Measures both. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        return up();
    }

    @Command(name = "unit", description = "Measures the machine's unit: the median of five starts.")
    int unit() throws IOException, InterruptedException {
        console.line("1 unit = %.2f CPU-seconds", measureUnit());
        return 0;
    }

    @Command(
            name = "up",
            description = "Measures ./orderctl up, from the command until every part is ready and 5 s have passed;"
                    + " then stops the platform. It must be down before.")
    int up() throws IOException, InterruptedException {
        var present = Platform.here();
        if (present.state().supervisor().isPresent()) {
            throw new PlatformException(
                    "The platform is up. ./orderctl down stops it; then its start can be measured.");
        }
        var unit = known.isPresent() ? known.get() : measureUnit();
        console.line("1 unit = %.2f CPU-seconds", unit);
        var before = CpuTime.ofMachine();
        var begin = Instant.now();
        new Startup(present, new Console(new PrintStream(OutputStream.nullOutputStream()))).run();
        var ready = Duration.between(begin, Instant.now());
        LockSupport.parkNanos(IDLE.toNanos());
        var parts = parts(present);
        var machine = CpuTime.ofMachine().flatMap(now -> before.map(now::minus));
        console.line("Ready after %.1f s", ready.toMillis() / 1000.0);
        console.line("%-24s %9s %7s", "", "CPU-s", "units");
        parts.forEach((name, cpu) -> line(name, cpu, unit));
        line("all brokers", sum(present, parts, Kind.KAFKA), unit);
        line("the coordinator", sum(present, parts, Kind.SEATA), unit);
        machine.ifPresent(cpu -> line("the whole machine", cpu, unit));
        new ThisPlatform(() -> present).stop();
        return 0;
    }

    private void line(String name, Duration cpu, double unit) {
        console.line("%-24s %9.1f %7.2f", name, cpu.toMillis() / 1000.0, cpu.toMillis() / 1000.0 / unit);
    }

    private static Map<String, Duration> parts(Platform platform) {
        var parts = new LinkedHashMap<String, Duration>();
        platform.state()
                .look()
                .forEach(status -> parts.put(
                        status.part().name(),
                        status.process()
                                .map(ProcessIdentity::pid)
                                .map(CpuTime::ofTree)
                                .orElse(Duration.ZERO)));
        platform.state().supervisor().ifPresent(process -> parts.put("supervisor", CpuTime.of(process.pid())));
        parts.put("orderctl", CpuTime.ofThisJvm());
        return parts;
    }

    private static Duration sum(Platform platform, Map<String, Duration> parts, Kind kind) {
        return platform.topology().parts().stream()
                .filter(part -> part.kind() == kind)
                .map(part -> parts.getOrDefault(part.name(), Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static double measureUnit() throws IOException, InterruptedException {
        var script = Project.locate().root().resolve("tests/bench/unit");
        var process = new ProcessBuilder(script.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new PlatformException("The unit could not be measured: " + script + " failed.");
        }
        return Double.parseDouble(printed.strip());
    }
}
