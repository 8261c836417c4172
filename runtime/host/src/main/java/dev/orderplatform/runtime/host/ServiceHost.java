package dev.orderplatform.runtime.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The main class of a JVM that runs services. */
final class ServiceHost {

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(500);

    private ServiceHost() {}

    /** @param arguments path of the control socket; in a container, the folder of its services */
    static void main(String[] arguments) throws IOException, InterruptedException {
        var output = ServiceOutput.install();
        var host = new Host(name -> new Service(name, output));
        ContextClassLoaders.keepInReactor();
        var path = Path.of(arguments[0]);
        if (Files.isDirectory(path)) {
            runAll(host, new ServiceFolder(path, System.getenv()));
        } else {
            host.serve(path);
        }
    }

    /** Until one of the services is down: then the container ends, and its restart policy starts all again. */
    private static void runAll(Host host, ServiceFolder folder) throws IOException, InterruptedException {
        folder.requests().forEach(host::start);
        while (!host.anyDown()) {
            Thread.sleep(CHECK_INTERVAL);
        }
        System.exit(1);
    }
}
