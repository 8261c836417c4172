package dev.orderplatform.runtime.postgres;

import dev.orderplatform.runtime.process.PlatformException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;

/** Creates the roles and databases that are missing, and brings passwords in line with the secrets. */
record Provisioning(Connection connection) {

    void ensure(List<PostgresRole> roles, List<PostgresDatabase> databases) throws SQLException {
        for (var role : roles) {
            ensure(role);
        }
        for (var database : databases) {
            ensure(database);
        }
    }

    private void ensure(PostgresRole role) throws SQLException {
        if (!exists("SELECT 1 FROM pg_roles WHERE rolname = ?", role.name())) {
            execute("CREATE ROLE %s LOGIN".formatted(quoted(role.name())));
        }
        // Hashed on this side: a password never stands in a statement that the server may log.
        connection
                .unwrap(PGConnection.class)
                .alterUserPassword(role.name(), role.password().toCharArray(), "scram-sha-256");
        for (var group : role.memberOf()) {
            execute("GRANT %s TO %s".formatted(quoted(group), quoted(role.name())));
        }
    }

    private void ensure(PostgresDatabase database) throws SQLException {
        var name = quoted(database.name());
        if (!exists("SELECT 1 FROM pg_database WHERE datname = ?", database.name())) {
            // The copy by files would force a checkpoint for each database.
            execute("CREATE DATABASE %s OWNER %s STRATEGY wal_log".formatted(name, quoted(database.owner())));
        }
        requireSortingByBytes(database.name());
        execute("REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(name));
        for (var user : database.users()) {
            execute("GRANT CONNECT ON DATABASE %s TO %s".formatted(name, quoted(user)));
        }
    }

    /** Refuses data of a server that was initialised otherwise: see {@link PostgresServer#INITDB_ARGUMENTS}. */
    private void requireSortingByBytes(String database) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT coalesce(datlocale, datcollate) FROM pg_database"
                + " WHERE datname = ? AND NOT (datlocprovider = 'c' AND datcollate = 'C')")) {
            statement.setString(1, database);
            var rows = statement.executeQuery();
            if (rows.next()) {
                throw new PlatformException("""
                    Database %s sorts text by %s, not by C: another release initialised its server. An update of the \
                    operating system or image could corrupt its indexes without a word. Dump what you need (pg_dump), \
                    delete the server's data (its volume, in Compose), start again and load the dump.\
                    """.formatted(database, rows.getString(1)));
            }
        }
    }

    private boolean exists(String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
