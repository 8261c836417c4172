package dev.orderplatform.evolution.runner;

import dev.orderplatform.runtime.databases.Login;
import dev.orderplatform.runtime.local.LocalPlatform;
import dev.orderplatform.runtime.orderctl.Console;
import dev.orderplatform.runtime.orderctl.Platform;
import dev.orderplatform.runtime.orderctl.Startup;
import dev.orderplatform.runtime.orderctl.ThisPlatform;
import dev.orderplatform.runtime.process.Project;
import dev.orderplatform.runtime.supervision.DataFolder;
import dev.orderplatform.runtime.supervision.Ending;
import dev.orderplatform.runtime.supervision.RunSettings;
import dev.orderplatform.runtime.supervision.Supervisor;
import dev.orderplatform.runtime.topology.TopologySettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/** A platform of its own for a stage of the evolution, beside whatever else runs here. */
final class EvolutionPlatform implements StagePlatform {

    /** Where no other platform is expected, and below the ports that the kernel gives to outgoing connections. */
    private static final int PORT_OFFSET = 13_000;

    private final Platform platform;

    private EvolutionPlatform(Platform platform) {
        this.platform = platform;
    }

    static EvolutionPlatform of(Stage stage) {
        var project = Project.locate();
        var data = new DataFolder(folder(project).resolve("stage-" + stage.number()));
        var topology =
                new TopologySettings(stage.regions(), stage.stock(), PORT_OFFSET, TopologySettings.DEFAULT.hosts());
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

    /** Where the stages' data and logs are, and the results. */
    static Path folder(Project project) {
        return project.root().resolve(".run/evolution");
    }

    @Override
    public LocalPlatform start() {
        end();
        platform.data().forget();
        new Startup(platform, silent()).run();
        return new ThisPlatform(() -> platform);
    }

    @Override
    public Login owner(String server, String module) {
        var role = module + "_owner";
        return new Login(role, platform.data().secrets().password(server, role));
    }

    @Override
    public void close() {
        end();
        platform.data().forgetAllButLogs();
    }

    // Also what an earlier run left behind that was killed itself.
    private void end() {
        new Ending(platform.data(), platform.programs()).endAll(platform.topology(), (_, _) -> {});
    }

    private static Console silent() {
        return new Console(new PrintStream(OutputStream.nullOutputStream()));
    }
}
