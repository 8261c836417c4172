package dev.orderplatform.runtime.orderctl;

import static java.util.Comparator.comparing;

import dev.orderplatform.runtime.generate.Generate;
import dev.orderplatform.runtime.process.PlatformException;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line of the platform. */
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
            Secret.class,
            Train.class,
            Provision.class,
            Generate.class,
            Supervise.class,
            HelpCommand.class
        })
public final class Orderctl {

    private Orderctl() {}

    public static void main(String[] arguments) {
        // Suppresses SLF4J's warning that no provider is found: Kafka's client logs, but orderctl prints no logs.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        var commands = new CommandLine(new Orderctl());
        ServiceLoader.load(ToolCommand.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(comparing(Orderctl::name))
                .forEach(commands::addSubcommand);
        System.exit(
                commands.setExecutionExceptionHandler(Orderctl::printFailure).execute(arguments));
    }

    private static String name(ToolCommand command) {
        return command.getClass().getAnnotation(Command.class).name();
    }

    private static int printFailure(Exception failure, CommandLine command, CommandLine.ParseResult result) {
        if (!(failure instanceof PlatformException)) {
            failure.printStackTrace();
            return command.getCommandSpec().exitCodeOnExecutionException();
        }
        command.getErr()
                .println(command.getColorScheme().errorText("orderctl: ").toString() + failure.getMessage());
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
