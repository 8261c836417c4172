package dev.orderplatform.runtime.orderctl;

import dev.orderplatform.runtime.process.AotCache;
import dev.orderplatform.runtime.supervision.HeldParts;
import dev.orderplatform.runtime.supervision.Shutdown;
import dev.orderplatform.runtime.supervision.Shutdown.Outcome;
import dev.orderplatform.runtime.topology.Part;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "down", description = "Stops all parts. Keeps the data.")
final class Down implements Callable<Integer> {

    /** Longer than usual: a recording JVM writes its AOT recording when it ends. */
    private static final Duration RECORDING_TIMEOUT = Duration.ofMinutes(1);

    @Override
    public Integer call() {
        stop(Platform.here(), Console.standard());
        return 0;
    }

    static void stop(Platform platform, Console console) {
        shutdown(platform).stopAll(platform.topology(), (part, outcome) -> print(console, part, outcome));
        var held = new HeldParts(platform.data());
        platform.topology().parts().forEach(part -> held.remove(part.name()));
        console.line("The platform is down.");
        Train.inBackground(platform, console);
    }

    private static Shutdown shutdown(Platform platform) {
        return AotCache.recording(platform.project().applications()).isEmpty()
                ? new Shutdown(platform.data(), platform.programs())
                : new Shutdown(platform.data(), platform.programs(), RECORDING_TIMEOUT);
    }

    static void print(Console console, Part part, Outcome outcome) {
        switch (outcome) {
            case STOPPED -> console.line("  %-22s stopped", part.name());
            case KILLED -> console.line("  %-22s @|yellow killed|@: did not stop in time", part.name());
            case NOT_RUNNING -> {
                // Nothing to report.
            }
        }
    }
}
