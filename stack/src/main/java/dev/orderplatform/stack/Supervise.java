package dev.orderplatform.stack;

import dev.orderplatform.stack.supervision.Supervisor;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The supervisor's own process; `up` starts it, people do not. */
@Command(name = Supervise.NAME, hidden = true)
final class Supervise implements Callable<Integer> {

    static final String NAME = "supervise";

    @Override
    public Integer call() throws Exception {
        var platform = Platform.here();
        new Supervisor(
                        platform.data(),
                        platform.topology(),
                        platform.programs(),
                        platform.settings().restart())
                .run();
        return 0;
    }
}
