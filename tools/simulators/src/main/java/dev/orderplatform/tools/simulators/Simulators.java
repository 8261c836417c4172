package dev.orderplatform.tools.simulators;

import dev.orderplatform.runtime.host.Host;
import dev.orderplatform.runtime.host.ServiceOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Runs the simulators: on request, or those named on the command line, or both. */
public final class Simulators {

    private Simulators() {}

    /** @param arguments {@code --control SOCKET}: start and stop each on request; else names */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 2 && arguments[0].equals("--control")) {
            var output = ServiceOutput.install();
            new Host(name -> new HostedSimulator(name, output)).serve(Path.of(arguments[1]));
        } else {
            runUntilTerminated(arguments.length > 0 ? List.of(arguments) : both());
        }
    }

    private static void runUntilTerminated(List<String> names) {
        var running = new CopyOnWriteArrayList<Simulator>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> running.forEach(Simulator::close), "stop"));
        try {
            for (String name : names) {
                running.add(Simulator.start(SimulatorSettings.of(name, System.getenv())));
            }
        } catch (IOException | RuntimeException e) {
            System.err.println("Cannot start: " + e.getMessage());
            System.exit(1);
        }
    }

    private static List<String> both() {
        return List.of(SimulatorSettings.PAYMENT_PROVIDER, SimulatorSettings.CARRIER);
    }
}
