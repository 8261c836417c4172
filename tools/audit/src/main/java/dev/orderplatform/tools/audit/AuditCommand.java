package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.local.DurationArgument;
import dev.orderplatform.runtime.local.LocalPlatform;
import dev.orderplatform.runtime.orderctl.ThisPlatform;
import dev.orderplatform.runtime.orderctl.ToolCommand;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.tools.client.Acknowledgement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks the invariants, for people and for machines. */
@Command(
        name = "audit",
        description = "Reads the databases and topics and checks what must always hold.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:every invariant holds", "1:one is broken", "2:a part can't be read"})
public final class AuditCommand implements ToolCommand, Callable<Integer> {

    private static final int BROKEN = 1;
    private static final int CANNOT_LOOK = 2;

    private final LocalPlatform platform;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--json", description = "Prints JSON and nothing else.")
    private boolean json;

    @Option(
            names = "--acks",
            paramLabel = "FILE",
            description = "What clients hold acknowledgements of, as load, drill and tests write it: JSON lines "
                    + Acknowledgement.FORM + ". Without it, acknowledged requests are not looked for.")
    private Optional<Path> acknowledgements = Optional.empty();

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = DurationArgument.class,
            description = "How long to wait, at most, until nothing is under way (default: 60s).")
    private Duration wait = Duration.ofSeconds(60);

    public AuditCommand() {
        this(ThisPlatform.here());
    }

    public AuditCommand(LocalPlatform platform) {
        this.platform = platform;
    }

    @Override
    public Integer call() {
        var console = spec.commandLine();
        try {
            var verdicts = new Audit(platform.data(), acknowledgements, wait).run(console.getErr()::println);
            var out = console.getOut();
            out.println(json ? AuditReport.json(verdicts) : AuditReport.text(verdicts));
            out.flush();
            return AuditReport.clean(verdicts) ? 0 : BROKEN;
        } catch (PlatformException e) {
            console.getErr().println("audit: " + e.getMessage());
            console.getErr().println("./orderctl status tells which parts are up.");
            return CANNOT_LOOK;
        }
    }
}
