package dev.orderplatform.stack.seata;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderplatform.stack.process.JavaCommand;
import dev.orderplatform.stack.process.Launch;
import dev.orderplatform.stack.process.Program;
import dev.orderplatform.stack.process.StackFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Seata's transaction coordinator (TC) in a JVM of its own, reachable on this machine only. Every decision is in its
 * database before anybody hears of it.
 */
public final class SeataCoordinator implements Program {

    private final SeataSettings settings;

    public SeataCoordinator(SeataSettings settings) {
        this.settings = settings;
    }

    @Override
    public void prepare() {
        if (Files.notExists(settings.libraries())) {
            throw new StackFailure(
                    "The coordinator's jars are missing: build the project, they belong into " + settings.libraries());
        }
        try (var connection =
                        DriverManager.getConnection(settings.store(), settings.owner(), settings.ownerPassword());
                var statement = connection.createStatement()) {
            statement.execute(schema());
            statement.execute(
                    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO " + settings.app());
        } catch (SQLException e) {
            throw new StackFailure("Cannot prepare the store of " + settings + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Launch launch() {
        var classPath = ownClasses() + ":" + settings.libraries() + "/*";
        var command = List.of(
                "-Xms32m",
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                // Otherwise it writes logs under the home folder of whoever runs it.
                "-Dlogging.path=" + settings.home(),
                "-Dlog.home=" + settings.home(),
                // Its console and HTTP interface stay closed: a web context without a port.
                "-Dserver.port=-1",
                "-Dspring.config.import=configtree:" + settings.secrets() + "/",
                "-Dseata.config.type=file",
                "-Dseata.registry.type=file",
                "-Dseata.metrics.enabled=false",
                // Milliseconds to wait for a branch in its second phase; one that sleeps would hold up all that retry.
                "-Dseata.transport.rpc-tc-request-timeout=3000",
                // Milliseconds from a transaction's begin after which nobody can be at its second phase any more: its
                // time-out and an answer of two branches. By the default of 130 s, what a killed coordinator was just
                // committing or rolling back would stay half done for that long.
                "-Dseata.server.retry-dead-threshold=15000",
                "-Dseata.store.mode=db",
                "-Dseata.store.db.datasource=hikari",
                "-Dseata.store.db.db-type=postgresql",
                "-Dseata.store.db.driver-class-name=org.postgresql.Driver",
                "-Dseata.store.db.url=" + settings.store() + "?connectTimeout=3&socketTimeout=10&ApplicationName=seata",
                "-Dseata.store.db.user=" + settings.app(),
                "-Dseata.store.db.min-conn=2",
                "-Dseata.store.db.max-conn=20",
                "-Dseata.store.db.max-wait=2000",
                "-Dseata.store.db.global-table=global_table",
                "-Dseata.store.db.branch-table=branch_table",
                "-Dseata.store.db.lock-table=lock_table",
                "-Dseata.store.db.distributed-lock-table=distributed_lock",
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
                "1");
        return new Launch(JavaCommand.ofServer(settings.home(), command), Map.of(), settings.home(), settings.log());
    }

    @Override
    public boolean ready() {
        return CoordinatorHeartbeat.answered(settings.port());
    }

    private static String schema() {
        try (var sql = SeataCoordinator.class.getResourceAsStream("/seata/store.sql")) {
            if (sql == null) {
                throw new IllegalStateException("seata/store.sql is not on the class path");
            }
            return new String(sql.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // The jar or folder of LoopbackCoordinator; of all that is in it, the other JVM loads that one class.
    private static Path ownClasses() {
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
