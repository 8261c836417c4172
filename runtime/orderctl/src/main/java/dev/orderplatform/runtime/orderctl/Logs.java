package dev.orderplatform.runtime.orderctl;

import dev.orderplatform.runtime.process.LogFile;
import dev.orderplatform.runtime.supervision.Supervisor;
import dev.orderplatform.runtime.topology.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Prints the end of the logs, of one part or of all.")
final class Logs implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The part, as `status` calls it; or supervisor.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is written from now on.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "Lines of each log (default: ${DEFAULT-VALUE}).")
    private int lines = 20;

    @Override
    public Integer call() throws Exception {
        var platform = Platform.here();
        var console = Console.standard();
        var names = names(platform);
        var alone = names.size() == 1;
        var followed = new ArrayList<FollowedLog>();
        for (var log : names) {
            var file = platform.data().log(log);
            var prefix = alone ? "" : "%-22s | ".formatted(log);
            followed.add(new FollowedLog(file, prefix));
            LogFile.tail(file, lines).lines().forEach(line -> console.verbatim(prefix + line));
        }
        while (follow) {
            Thread.sleep(200);
            for (var log : followed) {
                log.news().forEach(console::verbatim);
            }
        }
        return 0;
    }

    private List<String> names(Platform platform) {
        if (name.isPresent()) {
            return List.of(
                    name.get().equals(Supervisor.NAME)
                            ? Supervisor.NAME
                            : platform.part(name.get()).name());
        }
        var all = new ArrayList<>(
                platform.topology().parts().stream().map(Part::name).toList());
        all.add(Supervisor.NAME);
        return all;
    }
}
