package dev.orderplatform.tools.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderplatform.runtime.local.DurationArgument;
import dev.orderplatform.runtime.orderctl.Console;
import dev.orderplatform.runtime.orderctl.Platform;
import dev.orderplatform.runtime.orderctl.Startup;
import dev.orderplatform.runtime.orderctl.SupervisedPlatform;
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
 * Measures CPU time: of a start, in CPU-seconds and in units, or of a platform that runs. One unit is the CPU time of a minimal WebFlux application
 * until it is ready, so figures in units are comparable between machines.
 */
@Command(
        name = "bench",
        description =
                "Measures the CPU time of a start, or of a platform that runs. One unit is the CPU time of a minimal"
                        + " WebFlux application until it is ready. Nothing else should run meanwhile.")
public final class BenchCommand implements ToolCommand, Callable<Integer> {

    /** Time after readiness that still counts as part of the start. */
    private static final Duration SETTLE_TIME = Duration.ofSeconds(5);

    @Option(
            names = "--unit",
            scope = ScopeType.INHERIT,
            paramLabel = "SECONDS",
            description = "The machine's unit as measured by ./orderctl bench unit; without it, it is measured first.")
    private Optional<Double> known = Optional.empty();

    private final Console console = Console.standard();

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
            description = "Measures ./orderctl up, from the command until 5 s after every part is ready;"
                    + " then stops the platform. The platform must be down before.")
    int up() throws IOException, InterruptedException {
        var present = Platform.here();
        if (present.state().supervisor().isPresent()) {
            throw new PlatformException("The platform is up. Run ./orderctl down first.");
        }
        var unit = known.isPresent() ? known.get() : measureUnit();
        console.line("1 unit = %.2f CPU-seconds", unit);
        var before = CpuTime.ofMachine();
        var begin = Instant.now();
        new Startup(present, new Console(new PrintStream(OutputStream.nullOutputStream()))).run();
        var ready = Duration.between(begin, Instant.now());
        LockSupport.parkNanos(SETTLE_TIME.toNanos());
        var parts = parts(present);
        var machine = CpuTime.ofMachine().flatMap(now -> before.map(now::minus));
        console.line("Ready after %.1f s", ready.toMillis() / 1000.0);
        console.line("%-24s %9s %7s", "", "CPU-s", "units");
        parts.forEach((name, cpu) -> line(name, cpu, unit));
        line("all brokers", sum(present, parts, Kind.KAFKA), unit);
        line("the coordinator", sum(present, parts, Kind.SEATA), unit);
        machine.ifPresent(cpu -> line("the whole machine", cpu, unit));
        new SupervisedPlatform(() -> present).stop();
        return 0;
    }

    @Command(
            name = "cpu",
            description = "Measures the CPU time of each process of the running platform: idle, or under the load of"
                    + " another shell.")
    int cpu(
            @Option(
                            names = "--duration",
                            paramLabel = "TIME",
                            defaultValue = "60s",
                            converter = DurationArgument.class,
                            description = "Duration of the measurement (default: 60s).")
                    Duration duration)
            throws InterruptedException {
        var platform = Platform.here();
        var supervisor = platform.state()
                .supervisor()
                .orElseThrow(() -> new PlatformException("The platform is down. Run ./orderctl up first."));
        var meter = new CpuMeter().watchAlone("supervisor", supervisor.pid());
        processes(platform).forEach((pid, names) -> meter.watch(names, pid));
        var before = meter.snapshot();
        var begin = Instant.now();
        Thread.sleep(duration);
        var used = meter.since(before);
        var took = Duration.between(begin, Instant.now());
        console.line("%-56s %9s %9s", "", "CPU-s", "% of a core");
        used.forEach((names, millis) -> share(names, millis, took));
        share("all", used.values().stream().mapToLong(Long::longValue).sum(), took);
        return 0;
    }

    /** The names of the parts that run in each process, by its id. */
    private static Map<Long, String> processes(Platform platform) {
        var names = new LinkedHashMap<Long, String>();
        platform.state()
                .statuses()
                .forEach(status -> status.process()
                        .ifPresent(process -> names.merge(
                                process.pid(), status.part().name(), (several, name) -> several + ", " + name)));
        return names;
    }

    private void share(String names, long millis, Duration duration) {
        console.line("%-56s %9.2f %9.1f", names, millis / 1000.0, 100.0 * millis / duration.toMillis());
    }

    private void line(String name, Duration cpu, double unit) {
        console.line("%-24s %9.1f %7.2f", name, cpu.toMillis() / 1000.0, cpu.toMillis() / 1000.0 / unit);
    }

    private static Map<String, Duration> parts(Platform platform) {
        var parts = new LinkedHashMap<String, Duration>();
        platform.state()
                .statuses()
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
