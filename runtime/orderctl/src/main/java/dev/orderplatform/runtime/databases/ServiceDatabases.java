package dev.orderplatform.runtime.databases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Read-only connections to the databases of all services that store on one PostgreSQL server. */
public final class ServiceDatabases implements AutoCloseable {

    /** A regular expression for the names of outbox tables; a service may have several. */
    public static final String OUTBOXES = "^t_outbox(_[0-9]+)?$";

    private final Map<String, List<ReadOnlyDatabase>> services = new LinkedHashMap<>();

    private ServiceDatabases() {}

    /**
     * @param server host and port
     * @throws dev.orderplatform.runtime.process.PlatformException if a database does not answer
     */
    public static ServiceDatabases open(String server, List<ServiceStore> stores, Login auditor) {
        var databases = new ServiceDatabases();
        try {
            for (var store : stores) {
                var opened = new ArrayList<ReadOnlyDatabase>();
                databases.services.put(store.service(), opened);
                for (var name : store.databases()) {
                    opened.add(ReadOnlyDatabase.open(server, name, auditor));
                }
            }
            return databases;
        } catch (RuntimeException e) {
            databases.close();
            throw e;
        }
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
                .mapToLong(database -> database.tables(OUTBOXES).stream()
                        .mapToLong(table -> database.number("SELECT count(*) FROM " + table))
                        .sum())
                .sum();
    }

    @Override
    public void close() {
        services.values().stream().flatMap(List::stream).forEach(ReadOnlyDatabase::close);
    }
}
