package dev.orderplatform.runtime.orderctl;

import dev.orderplatform.runtime.backlog.BacklogWatch;
import dev.orderplatform.runtime.supervision.Supervisor;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The supervisor's process, started by `up`. */
@Command(name = Supervise.NAME, hidden = true)
final class Supervise implements Callable<Integer> {

    static final String NAME = "supervise";

    @Override
    public Integer call() throws Exception {
        var platform = Platform.here();
        var supervisor = new Supervisor(
                platform.data(),
                platform.topology(),
                platform.programs(),
                platform.settings().restart());
        var data = new SupervisedPlatform(() -> platform).data();
        try (var _ = BacklogWatch.start(data, platform.backlogFiles())) {
            supervisor.run();
        }
        return 0;
    }
}
