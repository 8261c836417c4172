package dev.orderplatform.servers;

import dev.orderplatform.runtime.postgres.PostgresDatabase;
import dev.orderplatform.runtime.postgres.PostgresRole;
import dev.orderplatform.runtime.postgres.PostgresServer;
import dev.orderplatform.runtime.postgres.PostgresSettings;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.process.Ports;
import dev.orderplatform.runtime.process.Project;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL server for tests, with the same durability settings as the platform's. */
public final class TemporaryPostgres extends TemporaryServer {

    /** The superuser's name and, in tests, its password. */
    public static final String SUPERUSER = "postgres";

    private final PostgresServer server;
    private final int port;

    private TemporaryPostgres(Path home, int port, PostgresServer server, Runner runner) {
        super(home, server, runner);
        this.server = server;
        this.port = port;
    }

    public static TemporaryPostgres start(List<PostgresRole> roles, List<PostgresDatabase> databases) {
        return start(ServerSupplier.configured(), roles, databases);
    }

    public static TemporaryPostgres start(
            ServerSupplier supplier, List<PostgresRole> roles, List<PostgresDatabase> databases) {
        var home = newHome("postgres");
        var port = Ports.anyFree();
        var settings = new PostgresSettings(
                Project.locate().distributions(), home, logFile(home), "127.0.0.1", port, 64, SUPERUSER);
        var server = new PostgresServer(settings, roles, databases);
        var started = new TemporaryPostgres(home, port, server, supplier.postgres(settings, server));
        started.startFirst();
        return started;
    }

    public static TemporaryPostgres startEmpty() {
        return start(List.of(), List.of());
    }

    /** The JDBC URL of a database, without user and password. */
    public String url(String database) {
        return server.url(database);
    }

    /**
     * Blocks writers of a table until it is closed.
     *
     * @param statement an ILIKE pattern of the blocked statement
     */
    public Barrier barrier(String database, String table, String statement) {
        return new Barrier(url(database), table, statement);
    }

    public int port() {
        return port;
    }

    /** Tables on which a role lacks some DML privilege, each with its privileges, such as "t_lease [UPDATE]". */
    public List<String> restrictedTables(String database, String role) {
        try (var connection = DriverManager.getConnection(url(database), SUPERUSER, SUPERUSER);
                var select = connection.prepareStatement("""
                    SELECT format('%s [%s]', tablename, string_agg(privilege, ' ' ORDER BY privilege)
                        FILTER (WHERE has_table_privilege(?, quote_ident(tablename), privilege)))
                    FROM pg_tables, unnest('{SELECT,INSERT,UPDATE,DELETE}'::text[]) AS privilege
                    WHERE schemaname = 'public' GROUP BY tablename
                    HAVING NOT bool_and(has_table_privilege(?, quote_ident(tablename), privilege)) ORDER BY tablename
                    """)) {
            select.setString(1, role);
            select.setString(2, role);
            var tables = new ArrayList<String>();
            for (var rows = select.executeQuery(); rows.next(); ) {
                tables.add(rows.getString(1));
            }
            return tables;
        } catch (SQLException e) {
            throw new PlatformException("Cannot read the privileges of " + role + ": " + e.getMessage(), e);
        }
    }

    /** Creates a service's databases and roles: MODULE_owner, MODULE_app, with the passwords "owner" and "app". */
    public void ensure(String module, List<String> databases) {
        var owner = new PostgresRole(module + "_owner", "owner");
        var app = new PostgresRole(module + "_app", "app");
        ensure(
                List.of(owner, app),
                databases.stream()
                        .map(name -> new PostgresDatabase(name, owner.name(), List.of(app.name())))
                        .toList());
    }

    /** Creates missing roles and databases. */
    public void ensure(List<PostgresRole> roles, List<PostgresDatabase> databases) {
        server.provision(roles, databases);
    }
}
