package dev.orderplatform.servers;

import dev.orderplatform.runtime.process.Ports;
import dev.orderplatform.runtime.process.Project;
import dev.orderplatform.runtime.seata.SeataCoordinator;
import dev.orderplatform.runtime.seata.SeataSettings;
import dev.orderplatform.runtime.seata.SeataStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A transaction coordinator for tests, with its store on the given server. */
public final class TemporarySeata extends TemporaryServer {

    private final int port;
    private final TemporaryPostgres postgres;
    private final String database;

    private TemporarySeata(
            Path home,
            int port,
            TemporaryPostgres postgres,
            String database,
            SeataCoordinator coordinator,
            Runner runner) {
        super(home, coordinator, runner);
        this.port = port;
        this.postgres = postgres;
        this.database = database;
    }

    /** @param database the name of its store, created if missing */
    public static TemporarySeata start(TemporaryPostgres postgres, String database) {
        return start(ServerSupplier.configured(), postgres, database);
    }

    public static TemporarySeata start(ServerSupplier supplier, TemporaryPostgres postgres, String database) {
        postgres.ensure("seata", List.of(database));
        var home = newHome("seata");
        var port = Ports.anyFree();
        var settings = new SeataSettings(
                Project.locate().coordinatorLibraries(),
                home,
                logFile(home),
                port,
                new SeataStore(postgres.url(database), "seata_owner", "owner", "seata_app"),
                secrets(home));
        var coordinator = new SeataCoordinator(settings, _ -> List.of());
        var started =
                new TemporarySeata(home, port, postgres, database, coordinator, supplier.seata(settings, coordinator));
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

    /** Blocks it before it changes a transaction's status, until closed. No transaction can begin meanwhile. */
    public Barrier decision() {
        return postgres.barrier(database, "global_table", "update%global_table%set%status%");
    }

    public int port() {
        return port;
    }

    /** Host and port for clients. */
    public String address() {
        return "127.0.0.1:" + port;
    }
}
