package dev.orderplatform.stack;

import dev.orderplatform.stack.databases.Login;
import dev.orderplatform.stack.evolution.StagePlatform;
import dev.orderplatform.stack.local.LocalPlatform;
import dev.orderplatform.stack.process.Project;
import dev.orderplatform.stack.supervision.DataFolder;
import dev.orderplatform.stack.supervision.Ending;
import dev.orderplatform.stack.supervision.RunSettings;
import dev.orderplatform.stack.topology.Form;
import dev.orderplatform.stack.topology.TopologySettings;
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

    static EvolutionPlatform of(String name, int regions, int stock, Form form) {
        var project = Project.locate();
        var topology = new TopologySettings(regions, stock, PORT_OFFSET, TopologySettings.DEFAULT.hosts(), form);
        return new EvolutionPlatform(
                new Platform(project, new DataFolder(folder(project).resolve(name)), new RunSettings(topology, true)));
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
