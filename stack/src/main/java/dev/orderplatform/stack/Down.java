package dev.orderplatform.stack;

import dev.orderplatform.stack.supervision.Ending;
import dev.orderplatform.stack.supervision.Ending.Outcome;
import dev.orderplatform.stack.supervision.Holds;
import dev.orderplatform.stack.topology.Part;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "down", description = "Stops everything that `up` started. Data stays.")
final class Down implements Callable<Integer> {

    @Override
    public Integer call() {
        stop(Platform.here(), Console.standard());
        return 0;
    }

    static void stop(Platform platform, Console console) {
        stop(platform, new Ending(platform.data(), platform.programs()), console);
    }

    static void stop(Platform platform, Ending ending, Console console) {
        ending.endAll(platform.topology(), (part, outcome) -> tell(console, part, outcome));
        var holds = new Holds(platform.data());
        platform.topology().parts().forEach(part -> holds.remove(part.name()));
        console.line("The platform is down.");
    }

    static void tell(Console console, Part part, Outcome outcome) {
        switch (outcome) {
            case STOPPED -> console.line("  %-22s stopped", part.name());
            case KILLED -> console.line("  %-22s @|yellow killed|@: it did not stop when it was asked", part.name());
            case NOT_RUNNING -> {
                // Nothing to tell.
            }
        }
    }
}
