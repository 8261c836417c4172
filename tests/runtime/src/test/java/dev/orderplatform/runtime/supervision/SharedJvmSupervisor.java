package dev.orderplatform.runtime.supervision;

import dev.orderplatform.runtime.process.Project;
import dev.orderplatform.runtime.topology.Memory;
import dev.orderplatform.runtime.topology.ServiceData;
import dev.orderplatform.runtime.topology.ServicePart;
import dev.orderplatform.runtime.topology.SharedJvm;
import dev.orderplatform.runtime.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The main class of a supervisor of two small services, "left" and "right", in one JVM. */
final class SharedJvmSupervisor {

    /** While the folder contains a file with this name and that of a service, the service fails to start. */
    static final String FAIL = "fail-";

    private SharedJvmSupervisor() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var topology = topology(folder, Integer.parseInt(arguments[1]));
        new Supervisor(data(folder), topology, programs(folder), true).run();
    }

    static DataFolder data(Path folder) {
        return new DataFolder(folder.resolve("data"));
    }

    static Topology topology(Path folder, int port) {
        return new Topology(List.of(service("left", port, folder), service("right", port + 1, folder)));
    }

    private static ServicePart service(String name, int port, Path folder) {
        return new ServicePart(
                name,
                Optional.empty(),
                "127.0.0.1",
                port,
                name,
                new Memory(64, 64),
                List.of(),
                List.of(),
                List.of(),
                Map.of(
                        "SERVER_PORT",
                        Integer.toString(port),
                        "SPRING_CONFIG_IMPORT",
                        "configtree:${PLATFORM_SECRETS}/",
                        "MARK",
                        "variable-of-" + name,
                        "FAIL_IF_EXISTS",
                        folder.resolve(FAIL + name).toString()),
                Map.of("secret", "secret-of-" + name),
                ServiceData.NONE,
                Optional.of(new SharedJvm("both", 128, List.of("left", "right"))));
    }

    static Programs programs(Path folder) {
        return Programs.real(new Project(folder), data(folder));
    }

    /** Lays the jars out as the build does. */
    static void build(Path folder) throws IOException {
        for (var name : List.of("left", "right")) {
            SmallServiceJar.build(folder.resolve(name).resolve("target"), name);
        }
        var host = Path.of("runtime/host/target/runtime-host.jar");
        Files.createDirectories(folder.resolve(host).getParent());
        Files.copy(Project.locate().root().resolve(host), folder.resolve(host));
    }
}
