package dev.orderplatform.runtime.orderctl;

import dev.orderplatform.runtime.supervision.Ending;
import dev.orderplatform.runtime.supervision.Holds;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "stop", description = "Holds one part down until `start` (or the next `up`).")
final class Stop implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "The part, as `status` calls it.")
    private String name = "";

    @Override
    public Integer call() {
        var platform = Platform.here();
        var console = Console.standard();
        var part = platform.part(name);
        // First the hold: the supervisor must not take the end for a death.
        new Holds(platform.data()).add(name);
        Down.tell(console, part, new Ending(platform.data(), platform.programs()).end(part));
        console.line("%s is held down; ./orderctl start %s brings it back.", name, name);
        return 0;
    }
}
