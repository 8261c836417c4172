package dev.orderplatform.tools.explain;

import dev.orderplatform.runtime.orderctl.Platform;
import dev.orderplatform.runtime.topology.ServicePart;
import dev.orderplatform.runtime.topology.SharedJvm;
import dev.orderplatform.runtime.topology.SimulatorPart;
import dev.orderplatform.runtime.topology.Topology;
import dev.orderplatform.tools.explain.reading.PlatformAccess;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Commands as the user types them. */
final class CommandLines {

    private CommandLines() {}

    /** Of the platform of this project. */
    static UnaryOperator<String> here() {
        var platform = Platform.here();
        return PlatformAccess.inContainers(platform)
                ? command -> inContainers(command, platform.topology())
                : CommandLines::local;
    }

    /** @param command arguments of orderctl */
    static String local(String command) {
        return "./orderctl " + command;
    }

    /** Parts are started and show their logs by Compose; everything else runs in orderctl's container. */
    static String inContainers(String command, Topology topology) {
        var words = command.split(" ", 2);
        return switch (words[0]) {
            case "start", "logs" -> "docker compose %s %s".formatted(words[0], container(words[1], topology));
            case "status" -> "docker compose ps";
            default -> "docker compose run --rm orderctl " + command;
        };
    }

    private static String container(String part, Topology topology) {
        return topology.find(part)
                .flatMap(found -> switch (found) {
                    case ServicePart service -> service.jvm();
                    case SimulatorPart _ -> Optional.of(SimulatorPart.JVM);
                    default -> Optional.<SharedJvm>empty();
                })
                .map(SharedJvm::name)
                .orElse(part);
    }
}
