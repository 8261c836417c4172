package dev.orderplatform.runtime.orderctl;

import dev.orderplatform.runtime.process.AotCache;
import dev.orderplatform.runtime.supervision.Ending;
import dev.orderplatform.runtime.supervision.Ending.Outcome;
import dev.orderplatform.runtime.supervision.Holds;
import dev.orderplatform.runtime.topology.Part;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "down", description = "Stops everything that `up` started. Data stays.")
final class Down implements Callable<Integer> {

    /** For a part that writes down what its start cache will be made from. */
    private static final Duration RECORDING = Duration.ofMinutes(1);

    @Override
    public Integer call() {
        stop(Platform.here(), Console.standard());
        return 0;
    }

    static void stop(Platform platform, Console console) {
        ending(platform).endAll(platform.topology(), (part, outcome) -> tell(console, part, outcome));
        var holds = new Holds(platform.data());
        platform.topology().parts().forEach(part -> holds.remove(part.name()));
        console.line("The platform is down.");
        Train.inBackground(platform, console);
    }

    private static Ending ending(Platform platform) {
        return AotCache.begun(platform.project().applications()).isEmpty()
                ? new Ending(platform.data(), platform.programs())
                : new Ending(platform.data(), platform.programs(), RECORDING);
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
