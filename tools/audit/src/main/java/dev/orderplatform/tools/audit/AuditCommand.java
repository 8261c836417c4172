package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.local.DurationArgument;
import dev.orderplatform.runtime.local.LocalPlatform;
import dev.orderplatform.runtime.orderctl.SupervisedPlatform;
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

/** Checks the invariants and prints the verdicts as text or JSON. */
@Command(
        name = "audit",
        description = "Checks the platform's invariants in its databases, topics and ledgers.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:every invariant holds", "1:an invariant is broken", "2:a part can't be read"})
public final class AuditCommand implements ToolCommand, Callable<Integer> {

    private static final int BROKEN = 1;
    private static final int UNREADABLE = 2;

    private final LocalPlatform platform;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON only.")
    private boolean json;

    @Option(
            names = "--acks",
            paramLabel = "FILE",
            description = "Requests acknowledged to clients, as written by load, drill and tests: JSON lines "
                    + Acknowledgement.FORM + ". Without it, acknowledgements are not checked.")
    private Optional<Path> acknowledgements = Optional.empty();

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = DurationArgument.class,
            description = "Maximum time to wait until nothing is in progress (default: 60s).")
    private Duration wait = Duration.ofSeconds(60);

    public AuditCommand() {
        this(SupervisedPlatform.here());
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
            console.getErr().println("./orderctl status shows which parts are up.");
            return UNREADABLE;
        }
    }
}
