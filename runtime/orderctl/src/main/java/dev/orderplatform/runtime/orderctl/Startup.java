package dev.orderplatform.runtime.orderctl;

import dev.orderplatform.runtime.process.Launch;
import dev.orderplatform.runtime.process.LogFile;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.process.PortOwner;
import dev.orderplatform.runtime.process.Ports;
import dev.orderplatform.runtime.service.ServiceProcess;
import dev.orderplatform.runtime.supervision.Holds;
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

/** Brings the platform up: starts the supervisor and watches until every part is ready. */
public final class Startup {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int DEATHS_ALLOWED = 2;

    private final Platform platform;
    private final Console console;
    private final Set<String> told = new HashSet<>();
    private final Map<String, Set<Long>> processes = new HashMap<>();
    private Optional<Process> supervisor = Optional.empty();

    public Startup(Platform platform, Console console) {
        this.platform = platform;
        this.console = console;
    }

    /** Returns when every part is ready; fails when one does not become so. Harmless when all are already. */
    public void run() {
        var before = platform.state().look();
        var holds = new Holds(platform.data());
        before.forEach(status -> holds.remove(status.part().name()));
        if (platform.state().supervisor().isEmpty()) {
            platform.data().requireFormat();
            before.forEach(status -> platform.state().forgetIfDead(status.part()));
            refuseTakenPorts(before);
            platform.settings().save(platform.data());
            supervise();
        }
        await(platform.topology().parts());
    }

    /** Returns when this one part is ready. */
    void await(Part part) {
        await(List.of(part));
    }

    private void refuseTakenPorts(List<PartStatus> before) {
        var taken = before.stream()
                .filter(status -> status.process().isEmpty())
                .flatMap(status -> status.part().ports().stream()
                        .filter(port -> !Ports.free(port))
                        .map(port -> "Port %d, which %s needs, is taken%s"
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
        Optional.ofNullable(System.getenv(ServiceProcess.JVM))
                .ifPresent(flags -> environment.put(ServiceProcess.JVM, flags));
        supervisor = Optional.of(new Launch(
                        command,
                        environment,
                        platform.data().root(),
                        platform.data().log(Supervisor.NAME))
                .start());
    }

    // A part that was ready is asked again only when all were: a look costs a database a connection, and both of us
    // CPU.
    private void await(List<Part> parts) {
        var deadline = Instant.now().plus(LIMIT);
        var waiting = parts;
        while (true) {
            var statuses = platform.state().look(waiting);
            statuses.forEach(this::tell);
            statuses.forEach(this::refuseFailure);
            refuseEndedSupervisor();
            var unready = statuses.stream().filter(status -> !status.ready()).toList();
            if (unready.isEmpty() && waiting.equals(parts)) {
                return;
            }
            if (!unready.isEmpty() && Instant.now().isAfter(deadline)) {
                throw failure(unready.getFirst(), "is not ready after %d s".formatted(LIMIT.toSeconds()));
            }
            waiting = unready.isEmpty()
                    ? parts
                    : unready.stream().map(PartStatus::part).toList();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void tell(PartStatus status) {
        var name = status.part().name();
        status.process().ifPresent(process -> {
            if (processes.computeIfAbsent(name, _ -> new HashSet<>()).add(process.pid()) && !status.ready()) {
                console.line("  %-22s starting…", name);
            }
        });
        if (status.ready() && told.add(name)) {
            var seconds = status.started()
                    .map(started -> Duration.between(started, Instant.now()).toMillis() / 1000.0)
                    .filter(age -> age < LIMIT.toSeconds());
            console.line(
                    "  %-22s @|green ready|@%s",
                    name, seconds.map(age -> " in %.1f s".formatted(age)).orElse(""));
        }
    }

    private void refuseFailure(PartStatus status) {
        if (status.process().isPresent()) {
            return;
        }
        status.problem().ifPresent(problem -> {
            throw new PlatformException(status.part().name() + " can't start. " + problem);
        });
        var deaths = processes.getOrDefault(status.part().name(), Set.of()).size();
        if (deaths > DEATHS_ALLOWED || (deaths > 0 && !platform.settings().restart())) {
            throw failure(status, "ends by itself");
        }
    }

    // One that gives way to another has ended, too.
    private void refuseEndedSupervisor() {
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
        return new PlatformException("%s %s. The end of its log, %s:%n%s%nWhat runs stays up; ./orderctl down ends it."
                .formatted(name, what, log, LogFile.tail(log, 25)));
    }
}
