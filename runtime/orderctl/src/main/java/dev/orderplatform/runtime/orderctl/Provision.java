package dev.orderplatform.runtime.orderctl;

import dev.orderplatform.runtime.process.Await;
import dev.orderplatform.runtime.supervision.Programs;
import dev.orderplatform.runtime.topology.KafkaPart;
import dev.orderplatform.runtime.topology.Part;
import dev.orderplatform.runtime.topology.PostgresPart;
import dev.orderplatform.runtime.topology.SeataPart;
import dev.orderplatform.runtime.topology.ServicePart;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "provision",
        description = "Creates what is missing in servers that somebody else runs, such as Compose: roles, databases,"
                + " topics, the coordinator's store. `up` does so by itself.")
final class Provision implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
            case ServicePart _ -> {
                return; // migrates its own schema
            }
        }
        Console.standard().line("  %-16s provisioned", part.name());
    }

    private static void provisionServer(Part part, Programs programs) {
        var server = programs.of(part);
        // Ready or not: what is attempted then says what is wrong.
        Await.until(PATIENCE, server::ready);
        server.provision();
    }
}
