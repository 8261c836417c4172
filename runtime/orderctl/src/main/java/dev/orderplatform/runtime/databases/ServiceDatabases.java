package dev.orderplatform.runtime.databases;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Read-only connections to the databases of all services that store on one PostgreSQL server. */
public final class ServiceDatabases implements AutoCloseable {

    /** A regular expression for the names of outbox tables; a service may have several. */
    public static final String OUTBOXES = "^t_outbox(_[0-9]+)?$";

    private final Map<String, List<ReadOnlyDatabase>> services = new LinkedHashMap<>();

    private final DatabaseConnections connections;

    private ServiceDatabases(DatabaseConnections connections) {
        this.connections = connections;
    }

    /**
     * @param server host and port
     * @throws dev.orderplatform.runtime.process.PlatformException if a database does not answer
     */
    public static ServiceDatabases open(String server, List<ServiceStore> stores, Login auditor) {
        var connections = new DatabaseConnections();
        try {
            return open(server, stores, auditor, connections);
        } catch (RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    /** On shared connections. Close those, not this: closing this closes all of them. */
    public static ServiceDatabases open(
            String server, List<ServiceStore> stores, Login auditor, DatabaseConnections connections) {
        var databases = new ServiceDatabases(connections);
        for (var store : stores) {
            databases.services.put(
                    store.service(),
                    store.databases().stream()
                            .map(name -> connections.to(server, name, auditor))
                            .toList());
        }
        return databases;
    }

    public Set<String> services() {
        return services.keySet();
    }

    public List<ReadOnlyDatabase> of(String service) {
        return services.getOrDefault(service, List.of());
    }

    /** The rows of all outboxes. A service that has never run has none. */
    public long outboxRows() {
        return services.values().stream()
                .flatMap(List::stream)
                .mapToLong(ServiceDatabases::outboxRows)
                .sum();
    }

    private static long outboxRows(ReadOnlyDatabase database) {
        var tables = database.tables(OUTBOXES);
        return tables.isEmpty()
                ? 0
                : database.number(tables.stream()
                        .map(table -> "(SELECT count(*) FROM " + table + ")")
                        .collect(Collectors.joining(" + ", "SELECT ", "")));
    }

    @Override
    public void close() {
        connections.close();
    }
}
