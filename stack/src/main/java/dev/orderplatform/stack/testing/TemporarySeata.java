package dev.orderplatform.stack.testing;

import dev.orderplatform.stack.postgres.PostgresDatabase;
import dev.orderplatform.stack.postgres.PostgresRole;
import dev.orderplatform.stack.process.Ports;
import dev.orderplatform.stack.process.Project;
import dev.orderplatform.stack.seata.SeataCoordinator;
import dev.orderplatform.stack.seata.SeataSettings;
import dev.orderplatform.stack.seata.SeataStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A transaction coordinator for tests, with its store on a given server. */
public final class TemporarySeata extends TemporaryServer {

    private final int port;

    private TemporarySeata(Path home, int port, SeataCoordinator coordinator) {
        super(home, coordinator);
        this.port = port;
    }

    /** @param database the name of its store, which is created when it isn't there */
    public static TemporarySeata start(TemporaryPostgres postgres, String database) {
        postgres.ensure(
                List.of(new PostgresRole("seata_owner", "owner"), new PostgresRole("seata_app", "app")),
                List.of(new PostgresDatabase(database, "seata_owner", List.of("seata_app"))));
        var home = newHome("seata");
        var port = Ports.anyFree();
        var settings = new SeataSettings(
                Project.locate().coordinatorLibraries(),
                home,
                logFile(home),
                port,
                new SeataStore(postgres.url(database), "seata_owner", "owner", "seata_app"),
                secrets(home));
        var started = new TemporarySeata(home, port, new SeataCoordinator(settings));
        started.startFirst();
        return started;
    }

    private static Path secrets(Path home) {
        try {
            var folder = Files.createDirectories(home.resolve("secrets"));
            Files.writeString(folder.resolve("seata.store.db.password"), "app");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** Host and port, as a client of it wants them. */
    public String address() {
        return "127.0.0.1:" + port;
    }
}
