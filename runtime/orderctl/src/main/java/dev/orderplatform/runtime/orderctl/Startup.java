package dev.orderplatform.runtime.orderctl;

import dev.orderplatform.runtime.process.Launch;
import dev.orderplatform.runtime.process.LogFile;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.process.PortOwner;
import dev.orderplatform.runtime.process.Ports;
import dev.orderplatform.runtime.service.ServiceJvm;
import dev.orderplatform.runtime.supervision.HeldParts;
import dev.orderplatform.runtime.supervision.PartStatus;
import dev.orderplatform.runtime.supervision.Supervisor;
import dev.orderplatform.runtime.topology.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Starts the supervisor and waits until every part is ready. */
public final class Startup {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);
    private static final int MAX_DEATHS = 2;

    private final Platform platform;
    private final Console console;
    private final Set<String> reported = new HashSet<>();
    private final Map<String, Set<Instant>> starts = new HashMap<>();
    private Optional<Process> supervisor = Optional.empty();

    public Startup(Platform platform, Console console) {
        this.platform = platform;
        this.console = console;
    }

    /** Returns when every part is ready; throws if one does not get ready. Idempotent. */
    public void run() {
        var before = platform.state().statuses();
        var held = new HeldParts(platform.data());
        before.forEach(status -> held.remove(status.part().name()));
        if (platform.state().supervisor().isEmpty()) {
            platform.data().requireFormat();
            before.forEach(status -> platform.state().deleteIfDead(status.part()));
            requireFreePorts(before);
            platform.settings().save(platform.data());
            supervise();
        }
        await(platform.topology().parts());
    }

    /** Returns when this one part is ready. */
    void await(Part part) {
        await(List.of(part));
    }

    private void requireFreePorts(List<PartStatus> before) {
        var taken = before.stream()
                .filter(status -> status.process().isEmpty())
                .flatMap(status -> status.part().ports().stream()
                        .filter(port -> !Ports.free(port))
                        .map(port -> "Port %d of %s is taken%s"
                                .formatted(port, status.part().name(), PortOwner.describe(port))))
                .toList();
        if (!taken.isEmpty()) {
            throw new PlatformException(String.join("\n", taken)
                    + "\nEnd that process, or set ORDERCTL_PORT_OFFSET to move all ports of this platform.");
        }
    }

    private void supervise() {
        var command = Detached.orderctl(platform.project(), platform.supervise());
        var environment =
                new HashMap<>(Map.of("ORDERCTL_DATA", platform.data().root().toString()));
        Optional.ofNullable(System.getenv(ServiceJvm.FLAGS_VARIABLE))
                .ifPresent(flags -> environment.put(ServiceJvm.FLAGS_VARIABLE, flags));
        supervisor = Optional.of(new Launch(
                        command,
                        environment,
                        platform.data().root(),
                        platform.data().log(Supervisor.NAME))
                .start());
    }

    // Ready parts are probed again only once all are ready: each probe costs a connection and CPU.
    private void await(List<Part> parts) {
        var deadline = Instant.now().plus(TIMEOUT);
        var waiting = parts;
        while (true) {
            var statuses = platform.state().statuses(waiting);
            statuses.forEach(this::report);
            statuses.forEach(this::throwOnFailure);
            requireSupervisor();
            var unready = statuses.stream().filter(status -> !status.ready()).toList();
            if (unready.isEmpty() && waiting.equals(parts)) {
                return;
            }
            if (!unready.isEmpty() && Instant.now().isAfter(deadline)) {
                throw failure(unready.getFirst(), "is not ready after %d s".formatted(TIMEOUT.toSeconds()));
            }
            waiting = unready.isEmpty()
                    ? parts
                    : unready.stream().map(PartStatus::part).toList();
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
        }
    }

    private void report(PartStatus status) {
        var name = status.part().name();
        // By time, not by process: a service that shares a JVM is started again in the same one.
        status.started().ifPresent(started -> {
            if (starts.computeIfAbsent(name, _ -> new HashSet<>()).add(started) && !status.ready()) {
                console.line("  %-22s starting…", name);
            }
        });
        if (status.ready() && reported.add(name)) {
            var seconds = status.started()
                    .map(started -> Duration.between(started, Instant.now()).toMillis() / 1000.0)
                    .filter(age -> age < TIMEOUT.toSeconds());
            console.line(
                    "  %-22s @|green ready|@%s",
                    name, seconds.map(age -> " in %.1f s".formatted(age)).orElse(""));
        }
    }

    private void throwOnFailure(PartStatus status) {
        if (status.process().isPresent()) {
            return;
        }
        status.problem().ifPresent(problem -> {
            throw new PlatformException(status.part().name() + " can't start. " + problem);
        });
        var deaths = starts.getOrDefault(status.part().name(), Set.of()).size();
        if (deaths > MAX_DEATHS || (deaths > 0 && !platform.settings().restart())) {
            throw failure(status, "ends by itself");
        }
    }

    // Our supervisor also ends if another one already runs; that is no failure.
    private void requireSupervisor() {
        if (supervisor.filter(process -> !process.isAlive()).isPresent()
                && platform.state().supervisor().isEmpty()) {
            throw failure(Supervisor.NAME, "ends by itself");
        }
    }

    private PlatformException failure(PartStatus status, String what) {
        return failure(status.part().name(), what);
    }

    private PlatformException failure(String name, String what) {
        var log = platform.data().log(name);
        return new PlatformException(
                "%s %s. The end of its log, %s:%n%s%nRunning parts stay up; ./orderctl down stops them."
                        .formatted(name, what, log, LogFile.tail(log, 25)));
    }
}
