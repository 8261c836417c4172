package dev.orderplatform.runtime.orderctl;

import dev.orderplatform.runtime.process.AotCache;
import dev.orderplatform.runtime.process.Launch;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.process.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Makes the start caches: what each JVM recorded in its second run becomes what the next ones begin with. */
@Command(
        name = Train.NAME,
        description = "Makes the start caches that the last run recorded for: services start with less CPU time."
                + " ./orderctl down does it in the background.")
final class Train implements Callable<Integer> {

    static final String NAME = "train";

    @Override
    public Integer call() throws IOException {
        var project = Project.locate();
        var console = Console.standard();
        Files.createDirectories(project.applications());
        try (var channel = FileChannel.open(
                        project.applications().resolve("train.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            if (lock == null) {
                console.line("Start caches are being made already. Log: %s", log(project));
                return 0;
            }
            return makeAll(project, console);
        }
    }

    private static int makeAll(Project project, Console console) {
        var caches = AotCache.recorded(project.applications());
        if (caches.isEmpty()) {
            console.line("Nothing is recorded. Parts without a start cache record in their second run, until ./orderctl"
                    + " down stops them.");
        }
        var failed =
                caches.stream().filter(cache -> !made(cache, project, console)).count();
        return failed == 0 ? 0 : 1;
    }

    private static boolean made(AotCache cache, Project project, Console console) {
        var begin = Instant.now();
        var name = project.applications().relativize(cache.file());
        try {
            cache.make(log(project));
            var seconds = Duration.between(begin, Instant.now()).toSeconds();
            console.line("  %s made in %d s", name, seconds);
            return true;
        } catch (PlatformException | UncheckedIOException e) {
            console.line("  %s could not be made: %s", name, String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** Begins it, if there is anything to do, at the lowest priority. */
    static void inBackground(Platform platform, Console console) {
        var project = platform.project();
        if (!AotCache.recorded(project.applications()).isEmpty()) {
            var command = Detached.orderctl(project, List.of(NAME));
            command.addAll(0, List.of("nice", "-n", "19"));
            new Launch(command, Map.of(), project.root(), log(project)).start();
            console.line(
                    "Start caches are made in the background, once; the next start will be faster. Log: %s",
                    log(project));
        }
    }

    private static Path log(Project project) {
        return project.root().resolve(".run/logs/train.log");
    }
}
