package dev.orderplatform.runtime.postgres;

import dev.orderplatform.runtime.process.PlatformException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.util.PasswordUtil;

/** Creates missing roles and databases, and sets passwords from the secrets. */
record Provisioning(Connection connection) {

    private static final SecureRandom RANDOM = new SecureRandom();

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
        // Hashed by the client: the server may log statements, and none contains a password.
        execute("ALTER ROLE %s PASSWORD '%s'".formatted(quoted(role.name()), hash(role.password())));
        for (var group : role.memberOf()) {
            execute("GRANT %s TO %s".formatted(quoted(group), quoted(role.name())));
        }
    }

    private static String hash(String password) {
        var salt = new byte[16];
        RANDOM.nextBytes(salt);
        return PasswordUtil.encodeScramSha256(password.toCharArray(), PostgresServer.SCRAM_ITERATIONS, salt);
    }

    private void ensure(PostgresDatabase database) throws SQLException {
        var name = quoted(database.name());
        if (!exists("SELECT 1 FROM pg_database WHERE datname = ?", database.name())) {
            // The file_copy strategy would force a checkpoint for each database.
            execute("CREATE DATABASE %s OWNER %s STRATEGY wal_log".formatted(name, quoted(database.owner())));
        }
        requireSortingByBytes(database.name());
        execute("REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(name));
        for (var user : database.users()) {
            execute("GRANT CONNECT ON DATABASE %s TO %s".formatted(name, quoted(user)));
        }
    }

    /** Rejects a database with another collation, see {@link PostgresServer#INITDB_ARGUMENTS}. */
    private void requireSortingByBytes(String database) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT coalesce(datlocale, datcollate) FROM pg_database"
                + " WHERE datname = ? AND NOT (datlocprovider = 'c' AND datcollate = 'C')")) {
            statement.setString(1, database);
            var rows = statement.executeQuery();
            if (rows.next()) {
                throw new PlatformException("""
                    Database %s has collation %s, not C: another release initialised its server. An update of the \
                    operating system or image could silently corrupt its indexes. Dump what you need (pg_dump), \
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
