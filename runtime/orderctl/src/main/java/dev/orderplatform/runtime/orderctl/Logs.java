package dev.orderplatform.runtime.orderctl;

import dev.orderplatform.runtime.process.LogFile;
import dev.orderplatform.runtime.supervision.Supervisor;
import dev.orderplatform.runtime.topology.Part;
import dev.orderplatform.runtime.topology.SharedJvm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Prints the last lines of one log or of all.")
final class Logs implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "A part's name as in `status`, supervisor, or the name of a JVM that services share.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = {"-f", "--follow"},
            description = "Keep printing new lines.")
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
                log.newLines().forEach(console::verbatim);
            }
        }
        return 0;
    }

    private List<String> names(Platform platform) {
        // What belongs to no part has a log, too.
        var others = Stream.concat(
                        Stream.of(Supervisor.NAME),
                        platform.topology().sharedJvms().map(SharedJvm::name))
                .distinct()
                .toList();
        if (name.isPresent()) {
            return List.of(
                    others.contains(name.get())
                            ? name.get()
                            : platform.part(name.get()).name());
        }
        return Stream.concat(platform.topology().parts().stream().map(Part::name), others.stream())
                .toList();
    }
}
