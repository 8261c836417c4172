package dev.orderplatform.stack;

import dev.orderplatform.stack.demo.DemoCommand;
import dev.orderplatform.stack.load.LoadCommand;
import dev.orderplatform.stack.local.DurationArgument;
import dev.orderplatform.stack.local.LocalPlatform;
import dev.orderplatform.stack.process.Project;
import dev.orderplatform.stack.supervision.DataFolder;
import dev.orderplatform.stack.supervision.Ending;
import dev.orderplatform.stack.supervision.RunSettings;
import dev.orderplatform.stack.topology.TopologySettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A training run: the platform, small and beside any other, does its usual work and its JVMs keep what they learned. */
@Command(
        name = "train",
        description = "Makes the services' ahead-of-time caches: they start in half the time and are fast at once."
                + " The first build does it by itself; later ones keep what still fits.")
final class Train implements Callable<Integer> {

    /** Where no other platform is expected. */
    private static final int PORT_OFFSET = 12_000;

    /** A JVM assembles its cache when it ends. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Option(
            names = "--load",
            paramLabel = "TIME",
            converter = DurationArgument.class,
            description = "How long orders flow at full speed (default: 40s).")
    private Duration load = Duration.ofSeconds(40);

    @Override
    public Integer call() {
        var begin = Instant.now();
        var console = Console.standard();
        var platform = platform();
        discard(platform);
        console.line("Training on a platform of its own, at ports %,d higher", PORT_OFFSET);
        try {
            new Startup(platform, console).run();
            console.line("  orders flow…");
            var result = work(new ThisPlatform(() -> platform), console);
            console.line("  caches are written…");
            Down.stop(platform, new Ending(platform.data(), platform.programs(), PATIENCE), console);
            console.line(
                    "Trained in %d s.", Duration.between(begin, Instant.now()).toSeconds());
            return result;
        } finally {
            discard(platform);
        }
    }

    private static Platform platform() {
        var project = Project.locate();
        var data = new DataFolder(project.root().resolve(".run/training"));
        return new Platform(
                project, data, new RunSettings(new TopologySettings(1, 1_000_000, PORT_OFFSET), false, true));
    }

    private int work(LocalPlatform platform, Console console) {
        var shown = run(console, new DemoCommand(platform));
        var loaded = run(console, new LoadCommand(platform), "--warm-up", "0s", "--duration", load.toMillis() + "ms");
        return Math.max(shown, loaded);
    }

    /** What it prints is of no interest, unless it fails. */
    private static int run(Console console, Object command, String... arguments) {
        var printed = new StringWriter();
        var result = new CommandLine(command).setOut(new PrintWriter(printed)).execute(arguments);
        if (result != 0) {
            console.line("%s", printed.toString().stripTrailing());
        }
        return result;
    }

    private static void discard(Platform platform) {
        new Ending(platform.data(), platform.programs()).endAll(platform.topology(), (_, _) -> {});
        platform.data().forget();
    }
}
