package dev.orderplatform.stack;

import dev.orderplatform.stack.audit.AuditCommand;
import dev.orderplatform.stack.deadletters.DeadLetterCommand;
import dev.orderplatform.stack.demo.DemoCommand;
import dev.orderplatform.stack.drill.DrillCommand;
import dev.orderplatform.stack.evolution.EvolutionCommand;
import dev.orderplatform.stack.load.LoadCommand;
import dev.orderplatform.stack.process.Project;
import dev.orderplatform.stack.process.StackFailure;
import dev.orderplatform.stack.resync.ResyncCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The one command of the platform. */
@Command(
        name = "orderctl",
        description = "Runs the order platform on this machine.",
        mixinStandardHelpOptions = true,
        version = "1.0.0-SNAPSHOT",
        synopsisSubcommandLabel = "COMMAND",
        scope = CommandLine.ScopeType.INHERIT,
        subcommands = {
            Up.class,
            Down.class,
            Status.class,
            Logs.class,
            Stop.class,
            Start.class,
            Reset.class,
            Train.class,
            Bench.class,
            Provision.class,
            Supervise.class,
            HelpCommand.class
        })
public final class Orderctl {

    private Orderctl() {}

    public static void main(String[] arguments) {
        // Clients that log are part of some commands; nobody here listens, and that is not worth a warning.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        var platform = new ThisPlatform(Platform::here);
        System.exit(new CommandLine(new Orderctl())
                .addSubcommand(new DemoCommand(platform))
                .addSubcommand(new AuditCommand(platform))
                .addSubcommand(new LoadCommand(platform))
                .addSubcommand(new DrillCommand(platform))
                .addSubcommand(new DeadLetterCommand(platform))
                .addSubcommand(new ResyncCommand(platform::data, platform::orderServices))
                .addSubcommand(new EvolutionCommand(EvolutionPlatform::of, EvolutionPlatform.folder(Project.locate())))
                .setExecutionExceptionHandler(Orderctl::tellFailure)
                .execute(arguments));
    }

    private static int tellFailure(Exception failure, CommandLine command, CommandLine.ParseResult result) {
        if (!(failure instanceof StackFailure)) {
            failure.printStackTrace();
            return command.getCommandSpec().exitCodeOnExecutionException();
        }
        command.getErr()
                .println(command.getColorScheme().errorText("orderctl: ").toString() + failure.getMessage());
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
