package dev.orderplatform.runtime.supervision;

import dev.orderplatform.runtime.process.Project;
import dev.orderplatform.runtime.topology.SimulatorPart;
import dev.orderplatform.runtime.topology.Topology;
import java.nio.file.Path;
import java.util.List;

/** The main class of a supervisor of the two simulators. */
final class SimulatorsSupervisor {

    private SimulatorsSupervisor() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        new Supervisor(data(folder), topology(Integer.parseInt(arguments[1])), programs(folder), true).run();
    }

    static DataFolder data(Path folder) {
        return new DataFolder(folder.resolve("data"));
    }

    static Topology topology(int port) {
        return new Topology(List.of(
                simulator("payment-provider", port, "payment-webhook"),
                simulator("carrier", port + 1, "shipment-webhook")));
    }

    private static SimulatorPart simulator(String name, int port, String secret) {
        // Nobody listens there.
        return new SimulatorPart(name, "127.0.0.1", "127.0.0.1", port, "http://127.0.0.1:1/callback", secret);
    }

    static Programs programs(Path folder) {
        return Programs.real(Project.locate(), data(folder));
    }
}
