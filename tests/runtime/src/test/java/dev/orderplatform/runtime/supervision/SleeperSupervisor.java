package dev.orderplatform.runtime.supervision;

import dev.orderplatform.runtime.process.Launch;
import dev.orderplatform.runtime.process.Program;
import dev.orderplatform.runtime.topology.Memory;
import dev.orderplatform.runtime.topology.Part;
import dev.orderplatform.runtime.topology.ServicePart;
import dev.orderplatform.runtime.topology.Topology;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The main class of a supervisor whose parts only sleep. */
final class SleeperSupervisor {

    /** While the data folder contains a file with this name, starting parts fails. */
    static final String FAIL = "fail";

    private SleeperSupervisor() {}

    public static void main(String[] arguments) throws Exception {
        var data = new DataFolder(Path.of(arguments[0]));
        var topology = topology(Integer.parseInt(arguments[1]));
        new Supervisor(data, topology, programs(data), Boolean.parseBoolean(arguments[2])).run();
    }

    /** Two parts: "user" needs "base". */
    static Topology topology(int port) {
        return new Topology(List.of(part("base", port, List.of()), part("user", port + 1, List.of("base"))));
    }

    static Programs programs(DataFolder data) {
        return part -> new Sleeper(part, data, true);
    }

    /** The same parts, but their probes hang. */
    static Programs hanging(DataFolder data) {
        return part -> new Sleeper(part, data, false);
    }

    private static Part part(String name, int port, List<String> needs) {
        return new ServicePart(
                name,
                Optional.empty(),
                "127.0.0.1",
                port,
                name,
                new Memory(0, 0),
                List.of(),
                needs,
                List.of(),
                Map.of(),
                Map.of());
    }

    private record Sleeper(Part part, DataFolder data, boolean answers) implements Program {

        @Override
        public Launch launch() {
            if (Files.exists(data.root().resolve(FAIL))) {
                throw new NoClassDefFoundError("as the test wants it");
            }
            var command = List.of("sh", "-c", "touch written; exec sleep 600");
            return new Launch(command, Map.of(), data.home(part.name()), data.log(part.name())).privately();
        }

        @Override
        public boolean ready() {
            while (!answers) {
                LockSupport.park();
            }
            return true;
        }
    }
}
