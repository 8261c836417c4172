package dev.orderplatform.runtime.postgres;

import dev.orderplatform.runtime.process.Folders;
import dev.orderplatform.runtime.process.Launch;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.process.Program;
import dev.orderplatform.runtime.process.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A PostgreSQL server on a data folder. The process that {@link #launch} starts is the postmaster itself, no launcher
 * around it: its pid is the one to watch and to kill.
 */
public final class PostgresServer implements Program {

    /**
     * How a server is initialised wherever it runs. Text sorts by bytes: the operating system's rules change with its
     * image, and an index that was built by other rules no longer finds what it holds.
     */
    public static final List<String> INITDB_ARGUMENTS = List.of("--encoding=UTF8", "--locale=C");

    private static final String SUPERUSER = "postgres";
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final PostgresSettings settings;
    private final List<PostgresRole> roles;
    private final List<PostgresDatabase> databases;

    public PostgresServer(PostgresSettings settings, List<PostgresRole> roles, List<PostgresDatabase> databases) {
        this.settings = settings;
        this.roles = List.copyOf(roles);
        this.databases = List.copyOf(databases);
    }

    public String url(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(settings.host(), settings.port(), database);
    }

    @Override
    public void prepare() {
        try {
            if (Files.notExists(settings.data().resolve("PG_VERSION"))) {
                initialise();
            }
            Files.writeString(settings.data().resolve("postgresql.conf"), PostgresConfiguration.of(settings));
            Postmaster.of(settings.data()).clearStaleLock();
        } catch (IOException e) {
            throw new PlatformException("Cannot prepare " + settings + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Launch launch() {
        return command("postgres", List.of("-D", settings.data().toString()));
    }

    @Override
    public boolean ready() {
        try (var connection = connect(Duration.ofSeconds(2));
                var statement = connection.createStatement()) {
            return statement.execute("SELECT 1");
        } catch (SQLException _) {
            return false;
        }
    }

    @Override
    public void provision() {
        provision(roles, databases);
    }

    public void provision(List<PostgresRole> roles, List<PostgresDatabase> databases) {
        try (var connection = connect(Duration.ofSeconds(30))) {
            new Provisioning(connection).ensure(roles, databases);
        } catch (SQLException e) {
            throw new PlatformException("Cannot create roles and databases of " + settings + ": " + e.getMessage(), e);
        }
    }

    /** Fast shutdown: open transactions are rolled back instead of waited for. */
    @Override
    public Signal stopSignal() {
        return Signal.INT;
    }

    private Connection connect(Duration patience) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", settings.superuserPassword());
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", Long.toString(patience.toSeconds()));
        properties.setProperty("loginTimeout", "2");
        return DriverManager.getConnection(url(SUPERUSER), properties);
    }

    // initdb fills the folder in place; a half-filled one would be taken for a database at the next start.
    private void initialise() throws IOException {
        var data = settings.data();
        Files.createDirectories(settings.home());
        var unfinished = settings.home().resolve("unfinished");
        Folders.delete(unfinished);
        var password = Files.createTempFile(
                settings.home(),
                "superuser",
                ".password",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(password, settings.superuserPassword());
            var arguments = new ArrayList<>(List.of(
                    "--pgdata=" + unfinished,
                    "--username=" + SUPERUSER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--no-instructions"));
            arguments.addAll(INITDB_ARGUMENTS);
            command("initdb", arguments).run();
            Files.move(unfinished, data);
        } finally {
            Files.delete(password);
        }
    }

    private Launch command(String program, List<String> arguments) {
        var command = new ArrayList<String>();
        if (ROOT) {
            // PostgreSQL refuses to run as root. In a user namespace of its own it sees another id, and owns the
            // same files; unshare becomes postgres by exec, so that the pid stays.
            command.addAll(List.of("unshare", "-U"));
        }
        var distribution = PostgresDistribution.unpackInto(settings.distributions());
        command.add(distribution.program(program).toString());
        command.addAll(arguments);
        return new Launch(command, Map.of(), settings.home(), settings.log());
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
