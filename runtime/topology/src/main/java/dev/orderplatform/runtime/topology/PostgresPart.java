package dev.orderplatform.runtime.topology;

import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL server.
 *
 * @param sharedBuffersMegabytes memory for cached pages
 */
public record PostgresPart(
        String name,
        Optional<String> region,
        String host,
        int port,
        int sharedBuffersMegabytes,
        List<Database> databases)
        implements Part {

    public PostgresPart {
        databases = List.copyOf(databases);
    }

    @Override
    public Kind kind() {
        return Kind.POSTGRES;
    }

    /** The JDBC URL of a database; the name may hold a placeholder of the service that reads it. */
    public String url(String database) {
        return "jdbc:postgresql://%s/%s".formatted(address(), database);
    }

    /**
     * A database with two roles: the owner migrates its schema, the application only reads and writes rows.
     *
     * @param module names the roles: MODULE_owner and MODULE_app
     */
    public record Database(String name, String module) {

        public String owner() {
            return module + "_owner";
        }

        public String app() {
            return module + "_app";
        }
    }
}
