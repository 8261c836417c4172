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
 * A PostgreSQL server on a data folder. {@link #launch} starts the postmaster without a wrapper, so its pid is the one
 * to watch and to kill.
 */
public final class PostgresServer implements Program {

    /**
     * For every server, in processes and in containers. Text sorts by bytes: the operating system's collation changes
     * with its image, which corrupts indexes on text.
     */
    public static final List<String> INITDB_ARGUMENTS = List.of("--encoding=UTF8", "--locale=C");

    /**
     * Many iterations protect passwords that can be guessed. Those of the platform are random. PostgreSQL's default of
     * 4,096 costs a JVM that has just started tens of milliseconds of CPU time for each connection.
     */
    static final int SCRAM_ITERATIONS = 1;

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

    private Connection connect(Duration timeout) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", settings.superuserPassword());
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", Long.toString(timeout.toSeconds()));
        properties.setProperty("loginTimeout", "2");
        return DriverManager.getConnection(url(SUPERUSER), properties);
    }

    // initdb writes in place: after a crash, the next start would take a half-filled folder for a database.
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
                    "--set=scram_iterations=" + SCRAM_ITERATIONS,
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
            // PostgreSQL refuses to run as root. In a user namespace it sees another uid and still owns the files.
            // unshare execs postgres, so the pid stays the same.
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
