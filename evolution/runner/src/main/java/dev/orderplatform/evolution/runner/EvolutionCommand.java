package dev.orderplatform.evolution.runner;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.orderplatform.runtime.local.DurationArgument;
import dev.orderplatform.runtime.orderctl.ToolCommand;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.process.Project;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the stages of the evolution in sequence, with the same contract checks and load for each. */
@Command(
        name = "evolution",
        description = "Runs the stages that led to the platform, from a monolith to two regions, on data of their own:"
                + " each passes the same contract, bears the same load, and then its inventory and notification hang."
                + " Prints a table and writes it as JSON, SVG and HTML.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:every stage kept the contract and left no order behind", "1:one did not"})
public final class EvolutionCommand implements ToolCommand, Callable<Integer> {

    private static final int USERS = 1_000;

    private final StagePlatform.Maker platforms;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--stages",
            paramLabel = "N",
            split = ",",
            description = "1 monolith, 2 services that call each other, 3 sharded, 4 event-driven, 5 multi-active"
                    + " (default: 1,2,3,4,5).")
    private List<Integer> stages = Stage.all().stream().map(Stage::number).toList();

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            converter = DurationArgument.class,
            description = "Maximum warm-up of each stage; it ends when JVM compilers take less than 5 %% of the CPU"
                    + " (default: 600s).")
    private Duration warmUp = Duration.ofSeconds(600);

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationArgument.class,
            description = "Duration of the measurement (default: 60s).")
    private Duration duration = Duration.ofSeconds(60);

    @Option(names = "--concurrency", paramLabel = "N", description = "Requests in flight (default: 64).")
    private int concurrency = 64;

    @Option(
            names = "--hang",
            paramLabel = "TIME",
            converter = DurationArgument.class,
            description = "How long inventory hangs, and then notification (default: 10s).")
    private Duration hang = Duration.ofSeconds(10);

    @Option(
            names = "--hang-rate",
            paramLabel = "N",
            description = "Requests started per second while a part hangs (default: 100).")
    private double hangRate = 100;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder of the results (default: .run/evolution).")
    private Path out;

    public EvolutionCommand() {
        this(EvolutionPlatform::of, EvolutionPlatform.folder(Project.locate()));
    }

    /** @param defaultFolder folder of the results if there is no option --out */
    EvolutionCommand(StagePlatform.Maker platforms, Path defaultFolder) {
        this.platforms = platforms;
        this.out = defaultFolder;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        var console = spec.commandLine().getOut();
        var chosen = stages.stream().map(Stage::ofNumber).distinct().sorted().toList();
        var measuring = new Measuring(warmUp, duration, concurrency, hang, hangRate, USERS);
        var date = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        var evolution = new Evolution(date, Machine.describe(), command(), List.of());
        for (var stage : chosen) {
            evolution = evolution.with(run(stage, measuring, console));
            // After each stage, so that no result is lost if a later one fails.
            write(evolution);
        }
        print(evolution, console);
        return evolution.good() ? 0 : 1;
    }

    private StageResult run(Stage stage, Measuring measuring, PrintWriter console)
            throws InterruptedException, IOException {
        line(console, "Stage %d, %s".formatted(stage.number(), stage.title()));
        try (var own = platforms.of(stage)) {
            line(console, "  starting");
            var platform = own.start();
            var result = new StageRun(stage, own, platform, measuring, step -> line(console, "  " + step)).run();
            line(
                    console,
                    "  %,.0f orders/s confirmed, %.2f ms of CPU an order"
                            .formatted(result.confirmedPerSecond(), result.cpuMillisPerOrder()));
            return result;
        }
    }

    private void write(Evolution evolution) {
        try {
            Files.createDirectories(out);
            var json = JsonMapper.builder().build().writerWithDefaultPrettyPrinter();
            Files.writeString(out.resolve("evolution.json"), json.writeValueAsString(evolution) + "\n");
            Files.writeString(out.resolve("evolution.svg"), new EvolutionChart(evolution).svg());
            Files.writeString(out.resolve("evolution.html"), new EvolutionPage(evolution).html());
        } catch (IOException e) {
            throw new PlatformException("Cannot write the results to " + out + ": " + e.getMessage(), e);
        }
    }

    private void print(Evolution evolution, PrintWriter console) {
        var table = new EvolutionTable(evolution.stages());
        line(console, "");
        EvolutionTable.aligned(table.load()).forEach(row -> line(console, row));
        line(console, "");
        line(console, "While inventory or notification hangs for %d s:".formatted(hang.toSeconds()));
        EvolutionTable.aligned(table.hangs()).forEach(row -> line(console, row));
        line(console, "");
        line(console, evolution.date() + " · " + evolution.machine() + " · " + evolution.command());
        line(console, "Written to %s: evolution.json, evolution.svg, evolution.html".formatted(out));
    }

    private String command() {
        var numbers = String.join(",", stages.stream().map(String::valueOf).toList());
        return "./orderctl evolution --stages %s --warm-up %ds --duration %ds --concurrency %d --hang %ds --hang-rate %.0f"
                .formatted(numbers, warmUp.toSeconds(), duration.toSeconds(), concurrency, hang.toSeconds(), hangRate);
    }

    private static void line(PrintWriter console, String text) {
        console.println(text);
        console.flush();
    }
}
