package dev.orderplatform.runtime.service;

import dev.orderplatform.runtime.process.Await;
import dev.orderplatform.runtime.process.Launch;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.topology.SharedJvm;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JVM that runs several services (runtime/host). The first service that starts launches it.
 *
 * @param installation the host's jar and the libraries of all its services
 * @param home its working folder, which contains its control socket
 * @param log what belongs to none of its services
 * @param recording evaluated once a launch: whether it may record for a missing AOT cache
 */
public record HostProcess(SharedJvm jvm, Installation installation, Path home, Path log, BooleanSupplier recording) {

    private static final String MAIN = "dev.orderplatform.runtime.host.ServiceHost";
    /** For a JVM to start and for a service to begin its start; both take seconds on a busy machine. */
    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration STATE_TIMEOUT = Duration.ofSeconds(1);
    private static final Map<Path, Object> LOCKS = new ConcurrentHashMap<>();

    Launch launch() {
        var jar = installation.install();
        var classPath = Stream.concat(Stream.of(jar), Installation.libraries(jar).stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        var program = List.of("-cp", classPath, MAIN, socket().toString());
        return new ServiceJvm(jvm.heapMegabytes(), program, Installation.cacheOf(jar))
                .launch(recording.getAsBoolean(), Map.of(), home, log);
    }

    /** Begins to start a service, in a new JVM if none runs, and returns the JVM's process id. */
    long start(String service, String settings) {
        // All services of the JVM may start at the same time.
        synchronized (LOCKS.computeIfAbsent(home, _ -> new Object())) {
            if (!client().connects()) {
                launchAndWait();
            }
            return client().ask("start %s\n%s".formatted(service, settings), START_TIMEOUT)
                    .orElseThrow(() -> new PlatformException(jvm.name() + " does not answer"))
                    .pid();
        }
    }

    private void launchAndWait() {
        var process = launch().start();
        Await.until(START_TIMEOUT, () -> client().connects() || !process.isAlive());
        if (!process.isAlive()) {
            throw new PlatformException("%s ended by itself; its log is %s".formatted(jvm.name(), log));
        }
    }

    /** The service's state; empty if no JVM answers. */
    Optional<String> state(String service) {
        return client().ask("state " + service, STATE_TIMEOUT).map(ControlClient.Reply::state);
    }

    /** Stops a service and returns its state; empty if that took longer. */
    Optional<String> stop(String service, Duration timeout) {
        return client().ask("stop " + service, timeout).map(ControlClient.Reply::state);
    }

    private ControlClient client() {
        return new ControlClient(socket());
    }

    private Path socket() {
        return home.resolve("control.sock");
    }
}
