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

/** Creates the start caches (AOT) from the recordings of each JVM's second run. */
@Command(
        name = Train.NAME,
        description = "Creates start caches from the last run's recordings; services then start with less CPU time."
                + " ./orderctl down does this in the background.")
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
                console.line("Start caches are already being created. Log: %s", log(project));
                return 0;
            }
            return createAll(project, console);
        }
    }

    private static int createAll(Project project, Console console) {
        var caches = AotCache.recorded(project.applications());
        if (caches.isEmpty()) {
            console.line(
                    "There are no recordings. Parts without a start cache record in their second run, which ends with"
                            + " ./orderctl down.");
        }
        var failed = caches.stream()
                .filter(cache -> !created(cache, project, console))
                .count();
        return failed == 0 ? 0 : 1;
    }

    private static boolean created(AotCache cache, Project project, Console console) {
        var begin = Instant.now();
        var name = project.applications().relativize(cache.file());
        try {
            cache.create(log(project));
            var seconds = Duration.between(begin, Instant.now()).toSeconds();
            console.line("  %s created in %d s", name, seconds);
            return true;
        } catch (PlatformException | UncheckedIOException e) {
            console.line("  %s could not be created: %s", name, String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** Starts it at the lowest priority, if there are recordings. */
    static void inBackground(Platform platform, Console console) {
        var project = platform.project();
        if (!AotCache.recorded(project.applications()).isEmpty()) {
            var command = Detached.orderctl(project, List.of(NAME));
            command.addAll(0, List.of("nice", "-n", "19"));
            new Launch(command, Map.of(), project.root(), log(project)).start();
            console.line(
                    "Creating start caches in the background, once; the next start will be faster. Log: %s",
                    log(project));
        }
    }

    private static Path log(Project project) {
        return project.root().resolve(".run/logs/train.log");
    }
}
