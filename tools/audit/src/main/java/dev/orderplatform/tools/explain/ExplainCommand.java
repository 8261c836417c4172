package dev.orderplatform.tools.explain;

import dev.orderplatform.runtime.orderctl.ToolCommand;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.tools.explain.causes.Waiting;
import dev.orderplatform.tools.explain.evidence.OrderEvidence;
import dev.orderplatform.tools.explain.reading.Access;
import dev.orderplatform.tools.explain.reading.EvidenceReader;
import dev.orderplatform.tools.explain.reading.PlatformAccess;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints an order's history, and why it waits. */
@Command(
        name = "explain",
        description = {
            "Shows what happened to an order, in which service and when, and where it waits now and why.",
            "Reads the databases, the topics and the logs, also while parts are down, and changes nothing.",
            "",
            "For a platform in containers: docker compose run --rm orderctl explain ORDER"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "1:there is no such order", "2:the id is invalid, or the order can't be read"})
public final class ExplainCommand implements ToolCommand, Callable<Integer> {

    private static final int UNKNOWN = 1;
    private static final int UNREADABLE = 2;

    private final Supplier<Access> access;
    private final Supplier<UnaryOperator<String>> commands;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "ORDER", description = "The order's id.")
    private long orderId;

    @Option(names = "--json", description = "Print JSON only.")
    private boolean json;

    public ExplainCommand() {
        this(PlatformAccess::here, CommandLines::here);
    }

    /** @param access to a platform whose commands are {@code ./orderctl …} */
    public ExplainCommand(Access access) {
        this(() -> access, () -> CommandLines::local);
    }

    private ExplainCommand(Supplier<Access> access, Supplier<UnaryOperator<String>> commands) {
        this.access = access;
        this.commands = commands;
    }

    @Override
    public Integer call() {
        if (orderId < 1) {
            throw new ParameterException(spec.commandLine(), orderId + " is not an order's id");
        }
        try {
            return new EvidenceReader(access.get())
                    .read(orderId)
                    .map(this::print)
                    .orElseGet(() -> fail("There is no order " + orderId + ".", UNKNOWN));
        } catch (PlatformException e) {
            return fail(
                    e.getMessage() + System.lineSeparator() + "./orderctl status shows which parts are up.",
                    UNREADABLE);
        }
    }

    private int print(OrderEvidence order) {
        var waiting = Waiting.of(order);
        var out = spec.commandLine().getOut();
        out.println(
                json
                        ? new JsonReport(order, waiting, commands.get()).text()
                        : new TextReport(order, waiting, commands.get()).text());
        out.flush();
        return 0;
    }

    private int fail(String message, int status) {
        spec.commandLine().getErr().println("explain: " + message);
        return status;
    }
}
