package dev.orderplatform.evolution.runner;

import dev.orderplatform.runtime.databases.Login;
import dev.orderplatform.runtime.local.LocalPlatform;
import dev.orderplatform.runtime.orderctl.Console;
import dev.orderplatform.runtime.orderctl.Platform;
import dev.orderplatform.runtime.orderctl.Startup;
import dev.orderplatform.runtime.orderctl.SupervisedPlatform;
import dev.orderplatform.runtime.process.Project;
import dev.orderplatform.runtime.supervision.DataFolder;
import dev.orderplatform.runtime.supervision.RunSettings;
import dev.orderplatform.runtime.supervision.Shutdown;
import dev.orderplatform.runtime.supervision.Supervisor;
import dev.orderplatform.runtime.topology.TopologySettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/** The platform of one stage, with its own ports and data, so that other platforms may run at the same time. */
final class EvolutionPlatform implements StagePlatform {

    /** Added to every port: clear of other platforms, and below the kernel's ephemeral port range. */
    private static final int PORT_OFFSET = 13_000;

    private final Platform platform;

    private EvolutionPlatform(Platform platform) {
        this.platform = platform;
    }

    static EvolutionPlatform of(Stage stage) {
        var project = Project.locate();
        var data = new DataFolder(folder(project).resolve("stage-" + stage.number()));
        var topology = new TopologySettings(stage.regions(), stage.stock(), PORT_OFFSET);
        var settings = new RunSettings(topology, true);
        return new EvolutionPlatform(
                stage.isThePlatform()
                        ? new Platform(project, data, settings)
                        : new Platform(
                                project, data, settings, stage.topology(topology), SuperviseStage.arguments(stage)));
    }

    /** Runs the supervisor of this platform until it is stopped. */
    void supervise() throws IOException, InterruptedException {
        new Supervisor(platform.data(), platform.topology(), platform.programs(), true).run();
    }

    /** The folder of the stages' data and logs, and of the results. */
    static Path folder(Project project) {
        return project.root().resolve(".run/evolution");
    }

    @Override
    public LocalPlatform start() {
        end();
        platform.data().deleteData();
        new Startup(platform, silent()).run();
        return new SupervisedPlatform(() -> platform);
    }

    @Override
    public Login owner(String server, String module) {
        var role = module + "_owner";
        return new Login(role, platform.data().secrets().password(server, role));
    }

    @Override
    public void close() {
        end();
        platform.data().deleteDataExceptLogs();
    }

    // Also stops processes left behind by an earlier run that was killed.
    private void end() {
        new Shutdown(platform.data(), platform.programs()).stopAll(platform.topology(), (_, _) -> {});
    }

    private static Console silent() {
        return new Console(new PrintStream(OutputStream.nullOutputStream()));
    }
}
