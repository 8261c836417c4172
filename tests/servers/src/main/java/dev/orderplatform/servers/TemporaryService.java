package dev.orderplatform.servers;

import dev.orderplatform.runtime.process.JavaCommand;
import dev.orderplatform.runtime.process.Launch;
import dev.orderplatform.runtime.process.Ports;
import dev.orderplatform.runtime.process.Program;
import dev.orderplatform.runtime.service.ReadinessProbe;
import dev.orderplatform.runtime.service.ServiceJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A service under test in a separate JVM, with the test's class path. It can be killed and paused. */
public final class TemporaryService extends TemporaryServer {

    /** For tests: low CPU time at start matters more than peak performance. */
    public static final List<String> QUICK_START = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final int port;

    private TemporaryService(Path home, int port, Program service, Runner runner) {
        super(home, service, runner);
        this.port = port;
    }

    /** A free port, to configure others before the service starts. */
    public static int reservePort() {
        return Ports.anyFree();
    }

    /**
     * Starts a service and returns when it is ready.
     *
     * @param mainClass its application class
     * @param properties Spring properties; the port is added
     */
    public static TemporaryService start(String name, int port, String mainClass, Map<String, String> properties) {
        return start(name, port, QUICK_START, mainClass, properties);
    }

    /**
     * Starts a service and returns when it is ready.
     *
     * @param options JVM options
     */
    public static TemporaryService start(
            String name, int port, List<String> options, String mainClass, Map<String, String> properties) {
        return start(name, port, options, mainClass, properties, Map.of());
    }

    /** Starts a service with a clock of its own and returns when it is ready. */
    public static TemporaryService start(
            String name, int port, String mainClass, Map<String, String> properties, SteppedClock clock) {
        return start(name, port, QUICK_START, mainClass, properties, clock.environment());
    }

    private static TemporaryService start(
            String name,
            int port,
            List<String> options,
            String mainClass,
            Map<String, String> properties,
            Map<String, String> environment) {
        var home = newHome(name);
        var service = new Service(name, home, port, options, mainClass, properties, environment);
        var started = new TemporaryService(home, port, service, new ProcessRunner(logFile(home), service));
        started.startFirst();
        return started;
    }

    public int port() {
        return port;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    private record Service(
            String name,
            Path home,
            int port,
            List<String> options,
            String mainClass,
            Map<String, String> properties,
            Map<String, String> environment)
            implements Program {

        @Override
        public Launch launch() {
            var command = new ArrayList<>(options);
            command.addAll(ServiceJvm.REQUIRED_FLAGS);
            command.addAll(List.of("-cp", ClassPath.ofTests(), mainClass, "--server.port=" + port));
            properties.forEach((key, value) -> command.add("--" + key + "=" + value));
            return new Launch(JavaCommand.ofServer(home, command), environment, home, logFile(home));
        }

        @Override
        public boolean ready() {
            return ReadinessProbe.passes(port);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
