package dev.orderplatform.runtime.orderctl;

import dev.orderplatform.runtime.process.PlatformException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "reset", description = "Stops the platform and deletes its data: orders, stock, secrets, logs.")
final class Reset implements Callable<Integer> {

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Override
    public Integer call() {
        var platform = Platform.here();
        var console = Console.standard();
        if (!yes && !confirmed(platform)) {
            console.line("Nothing was deleted.");
            return 1;
        }
        Down.stop(platform, console);
        platform.data().forget();
        console.line("All data is deleted.");
        return 0;
    }

    private static boolean confirmed(Platform platform) {
        var terminal = System.console();
        if (terminal == null || !terminal.isTerminal()) {
            throw new PlatformException("reset deletes everything; without a terminal to ask at, say so with --yes");
        }
        var answer = terminal.readLine(
                "Delete all data in %s? [y/N] ", platform.data().root());
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
