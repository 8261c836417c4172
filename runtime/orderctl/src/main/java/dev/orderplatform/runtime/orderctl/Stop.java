package dev.orderplatform.runtime.orderctl;

import dev.orderplatform.runtime.supervision.HeldParts;
import dev.orderplatform.runtime.supervision.Shutdown;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "stop", description = "Stops a part and keeps it down until `start` or the next `up`.")
final class Stop implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "The part's name as in `status`.")
    private String name = "";

    @Override
    public Integer call() {
        var platform = Platform.here();
        var console = Console.standard();
        var part = platform.part(name);
        // Hold first: otherwise the supervisor would restart the part.
        new HeldParts(platform.data()).add(name);
        Down.print(console, part, new Shutdown(platform.data(), platform.programs()).stop(part));
        console.line("%s is held down; ./orderctl start %s starts it again.", name, name);
        return 0;
    }
}
