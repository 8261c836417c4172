package dev.orderplatform.runtime.service;

import dev.orderplatform.runtime.process.Await;
import dev.orderplatform.runtime.process.Launch;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.topology.SharedJvm;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JVM that runs several parts (runtime/host). The first part that starts launches it.
 *
 * @param main flags, the main class, and its arguments before the path of the control socket
 * @param installation the jar of the main class and all libraries
 * @param home its working folder, which contains its control socket
 * @param log what belongs to none of its parts
 * @param recording evaluated once a launch: whether it may record for a missing AOT cache
 */
public record HostProcess(
        SharedJvm jvm, List<String> main, Installation installation, Path home, Path log, BooleanSupplier recording) {

    /** For a JVM to start and for a part to begin its start; both took half a minute on a machine that was overloaded. */
    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

    private static final Duration STATE_TIMEOUT = Duration.ofSeconds(1);
    private static final Map<Path, Object> LOCKS = new ConcurrentHashMap<>();

    Launch launch() {
        var jar = installation.install();
        var classPath = Stream.concat(Stream.of(jar), Installation.libraries(jar).stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        var program = new ArrayList<>(List.of("-cp", classPath));
        program.addAll(main);
        program.add(socket().toString());
        return new ServiceJvm(jvm.heapMegabytes(), program, Installation.cacheOf(jar))
                .launch(recording.getAsBoolean(), Map.of(), home, log);
    }

    /** Begins to start a part, in a new JVM if none runs, and returns the JVM's process id. */
    long start(String part, String settings) {
        // All parts of the JVM may start at the same time.
        synchronized (LOCKS.computeIfAbsent(home, _ -> new Object())) {
            Optional<Process> launched = client().connects() ? Optional.empty() : Optional.of(launchAndWait());
            return client().ask("start %s\n%s".formatted(part, settings), START_TIMEOUT)
                    .orElseThrow(() -> {
                        launched.ifPresent(Process::destroyForcibly);
                        return new PlatformException(jvm.name() + " does not answer");
                    })
                    .pid();
        }
    }

    private Process launchAndWait() {
        var process = launch().start();
        var connects = Await.until(START_TIMEOUT, () -> client().connects() || !process.isAlive());
        if (!process.isAlive()) {
            throw new PlatformException("%s ended by itself; its log is %s".formatted(jvm.name(), log));
        }
        if (!connects) {
            process.destroyForcibly(); // nobody would know it, and stop it
            throw new PlatformException(
                    "%s did not start within %d s".formatted(jvm.name(), START_TIMEOUT.toSeconds()));
        }
        return process;
    }

    /** The part's state; empty if no JVM answers. */
    Optional<String> state(String part) {
        return client().ask("state " + part, STATE_TIMEOUT).map(ControlClient.Reply::state);
    }

    /** Stops a part and returns its state; empty if that took longer. */
    Optional<String> stop(String part, Duration timeout) {
        return client().ask("stop " + part, timeout).map(ControlClient.Reply::state);
    }

    private ControlClient client() {
        return new ControlClient(socket());
    }

    private Path socket() {
        return home.resolve("control.sock");
    }
}
