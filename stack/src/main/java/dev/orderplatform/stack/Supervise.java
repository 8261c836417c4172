package dev.orderplatform.stack;

import dev.orderplatform.stack.backlog.BacklogWatch;
import dev.orderplatform.stack.databases.RegionData;
import dev.orderplatform.stack.supervision.Supervisor;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The supervisor's own process; `up` starts it, people do not. */
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
        try (var _ = BacklogWatch.start(regions(platform), platform.backlogFiles())) {
            supervisor.run();
        }
        return 0;
    }

    // The stages before the events have other tables, and no broker.
    private static List<RegionData> regions(Platform platform) {
        return new ThisPlatform(() -> platform)
                .data().regions().stream()
                        .filter(region -> !region.kafka().isEmpty())
                        .toList();
    }
}
