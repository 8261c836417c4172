package dev.orderplatform.tools.rebuild;

import dev.orderplatform.runtime.orderctl.Platform;
import dev.orderplatform.runtime.orderctl.ToolCommand;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.topology.ServicePart;
import dev.orderplatform.tools.internal.InternalApi;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Rebuilds derived data of a service. */
@Command(
        name = "rebuild",
        description = "Rebuilds derived data from its source, while the platform runs.",
        synopsisSubcommandLabel = "recommendations")
public final class RebuildCommand implements ToolCommand {
    private static final String SERVICE = "recommendation-service";

    private final Supplier<InternalApi> service;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    public RebuildCommand() {
        this(RebuildCommand::serviceOnThisMachine);
    }

    public RebuildCommand(Supplier<InternalApi> service) {
        this.service = service;
    }

    static InternalApi serviceOnThisMachine() {
        var platform = Platform.here();
        return new InternalApi(
                SERVICE,
                platform.topology().part(ServicePart.class, SERVICE).url(),
                platform.data().secrets().read("service-key"));
    }

    @Command(
            name = "recommendations",
            description = {
                "Counts all baskets again, shows the progress, and then recommends by the new counts.",
                "",
                "Events go on to be applied, and recommendations are served meanwhile. If this command is interrupted"
                        + " or recommendation-service dies, the rebuild goes on in recommendation-service; repeat the"
                        + " command to watch it.",
                "",
                "For a platform in containers: docker compose run --rm orderctl rebuild recommendations"
            },
            exitCodeListHeading = "%nExit status:%n",
            exitCodeList = {"0:done", "1:recommendation-service does not answer, or the rebuild does not proceed"})
    int recommendations() {
        var commandLine = spec.commandLine();
        try {
            new Rebuild(service.get(), commandLine.getOut()).run();
            return 0;
        } catch (PlatformException e) {
            commandLine.getErr().println("rebuild: " + e.getMessage());
            return 1;
        } finally {
            commandLine.getOut().flush();
        }
    }
}
