package dev.orderplatform.runtime.orderctl;

import dev.orderplatform.runtime.process.Await;
import dev.orderplatform.runtime.supervision.Programs;
import dev.orderplatform.runtime.topology.KafkaPart;
import dev.orderplatform.runtime.topology.Part;
import dev.orderplatform.runtime.topology.PostgresPart;
import dev.orderplatform.runtime.topology.SeataPart;
import dev.orderplatform.runtime.topology.ServicePart;
import dev.orderplatform.runtime.topology.SimulatorPart;
import dev.orderplatform.runtime.topology.ZipkinPart;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "provision",
        description = "Creates missing roles, databases, topics and the coordinator's store in servers that Compose or"
                + " others run. `up` does this by itself.")
final class Provision implements Callable<Integer> {

    private static final Duration READY_TIMEOUT = Duration.ofSeconds(60);

    @Override
    public Integer call() {
        var platform = Platform.here();
        platform.topology().parts().forEach(part -> provision(part, platform));
        return 0;
    }

    private static void provision(Part part, Platform platform) {
        switch (part) {
            case PostgresPart _, KafkaPart _ -> provisionServer(part, platform.programs());
            case SeataPart seata -> Programs.store(seata, platform.data()).prepare();
            case ServicePart _, SimulatorPart _, ZipkinPart _ -> {
                return; // A service migrates its own schema.
            }
        }
        Console.standard().line("  %-16s provisioned", part.name());
    }

    private static void provisionServer(Part part, Programs programs) {
        var server = programs.of(part);
        // Provisions even after a timeout: its exception names the cause.
        Await.until(READY_TIMEOUT, server::ready);
        server.provision();
    }
}
