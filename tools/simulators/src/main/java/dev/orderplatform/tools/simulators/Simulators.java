package dev.orderplatform.tools.simulators;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Starts the simulators named on the command line, or both, and runs them until SIGTERM. */
public final class Simulators {

    private Simulators() {}

    public static void main(String[] names) {
        var running = new CopyOnWriteArrayList<Simulator>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> running.forEach(Simulator::close), "stop"));
        try {
            for (String name : names.length > 0 ? List.of(names) : both()) {
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
