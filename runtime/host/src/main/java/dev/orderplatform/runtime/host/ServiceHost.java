package dev.orderplatform.runtime.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The JVM's main class. It starts and stops services on request, and ends when the last one is stopped. */
final class ServiceHost {

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(500);

    private final ServiceOutput output;
    private final Map<String, Service> services = new HashMap<>();

    private ServiceHost(ServiceOutput output) {
        this.output = output;
    }

    /** @param arguments path of the control socket; in a container, the folder of its services */
    static void main(String[] arguments) throws IOException, InterruptedException {
        var host = new ServiceHost(ServiceOutput.install());
        ContextClassLoaders.keepInReactor();
        var path = Path.of(arguments[0]);
        if (Files.isDirectory(path)) {
            host.runAll(new ServiceFolder(path, System.getenv()));
        } else {
            try (var socket = ControlSocket.bind(path)) {
                socket.serve(host::answer);
            }
        }
    }

    /** Until one of the services is down: then the container ends, and its restart policy starts all again. */
    private void runAll(ServiceFolder folder) throws IOException, InterruptedException {
        folder.requests().forEach(this::start);
        while (services.values().stream().noneMatch(service -> service.state() == Service.State.DOWN)) {
            Thread.sleep(CHECK_INTERVAL);
        }
        System.exit(1);
    }

    private Reply answer(Request request) {
        return switch (request.command()) {
            case "start" -> start(request);
            case "stop" -> stop(request.service());
            case "state" -> Reply.state(service(request.service()).state());
            default -> throw new IllegalArgumentException("Unknown command " + request.command());
        };
    }

    private synchronized Service service(String name) {
        return services.computeIfAbsent(name, _ -> new Service(name, output));
    }

    // Synchronized with endIfIdle: a service may not start in a JVM that is about to end.
    private synchronized Reply start(Request request) {
        var service = service(request.service());
        service.start(request);
        return Reply.state(service.state());
    }

    private Reply stop(String name) {
        service(name).stop();
        return endIfIdle();
    }

    private synchronized Reply endIfIdle() {
        var idle = services.values().stream().allMatch(service -> service.state() == Service.State.DOWN);
        if (idle) {
            // In another thread, because exit never returns; services that are requested from now on find no socket.
            Thread.ofPlatform().start(() -> System.exit(0));
        }
        return idle ? Reply.ENDING : Reply.state(Service.State.DOWN);
    }
}
