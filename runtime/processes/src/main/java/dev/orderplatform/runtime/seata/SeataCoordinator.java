package dev.orderplatform.runtime.seata;

import dev.orderplatform.runtime.process.JavaCommand;
import dev.orderplatform.runtime.process.Launch;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.process.Program;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Seata's transaction coordinator (TC), reachable on this machine only. It stores every decision in its database before
 * it answers.
 */
public final class SeataCoordinator implements Program {

    private final SeataSettings settings;

    private final UnaryOperator<List<String>> startFlags;

    /** @param startFlags maps the JVM's arguments, main class included, to additional flags */
    public SeataCoordinator(SeataSettings settings, UnaryOperator<List<String>> startFlags) {
        this.settings = settings;
        this.startFlags = startFlags;
    }

    @Override
    public void prepare() {
        if (Files.notExists(settings.libraries())) {
            throw new PlatformException(
                    "The coordinator's jars are missing. Build the project; it puts them in " + settings.libraries());
        }
        settings.store().prepare();
    }

    @Override
    public Launch launch() {
        var classPath = ownClasses() + ":" + settings.libraries() + "/*";
        var arguments = new ArrayList<>(List.of(
                "-Xms32m",
                "-Xmx128m",
                "-XX:+UseSerialGC",
                // C1 only: at a few transactions a second, C2 never pays back its cost at start.
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=32m",
                "-XX:+ExitOnOutOfMemoryError",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                // The default is the user's home folder.
                "-Dlogging.path=" + settings.home(),
                "-Dlog.home=" + settings.home(),
                // No port for its console and HTTP interface.
                "-Dserver.port=-1",
                "-Dspring.config.import=configtree:" + settings.secrets() + "/,classpath:seata/coordinator.properties",
                "-Dseata.store.db.url=" + settings.store().url()
                        + "?connectTimeout=3&socketTimeout=10&ApplicationName=seata",
                "-Dseata.store.db.user=" + settings.store().app(),
                "-cp",
                classPath,
                LoopbackCoordinator.class.getName(),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(settings.port()),
                "-m",
                "db",
                "-n",
                "1"));
        arguments.addAll(0, startFlags.apply(arguments));
        return new Launch(JavaCommand.ofServer(settings.home(), arguments), Map.of(), settings.home(), settings.log())
                .privately();
    }

    @Override
    public boolean ready() {
        return CoordinatorHeartbeat.answered(settings.port());
    }

    /**
     * The jar or folder of {@link LoopbackCoordinator}; the coordinator's JVM reads only that class and its settings
     * from it.
     */
    public static Path ownClasses() {
        try {
            return Path.of(LoopbackCoordinator.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
