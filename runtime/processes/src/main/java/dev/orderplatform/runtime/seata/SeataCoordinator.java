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
 * Seata's transaction coordinator (TC) in a JVM of its own, reachable on this machine only. Every decision is in its
 * database before anybody hears of it.
 */
public final class SeataCoordinator implements Program {

    private final SeataSettings settings;

    private final UnaryOperator<List<String>> startFlags;

    /** @param startFlags further flags of its JVM, given all others and the main class */
    public SeataCoordinator(SeataSettings settings, UnaryOperator<List<String>> startFlags) {
        this.settings = settings;
        this.startFlags = startFlags;
    }

    @Override
    public void prepare() {
        if (Files.notExists(settings.libraries())) {
            throw new PlatformException(
                    "The coordinator's jars are missing: build the project, they belong into " + settings.libraries());
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
                // It decides a few transactions a second: the second compiler never earns what it costs a start.
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=32m",
                "-XX:+ExitOnOutOfMemoryError",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                // Otherwise it writes logs under the home folder of whoever runs it.
                "-Dlogging.path=" + settings.home(),
                "-Dlog.home=" + settings.home(),
                // Its console and HTTP interface stay closed: a web context without a port.
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

    /** The jar or folder of {@link LoopbackCoordinator}; of all that is in it, the other JVM reads that one class and its settings. */
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
