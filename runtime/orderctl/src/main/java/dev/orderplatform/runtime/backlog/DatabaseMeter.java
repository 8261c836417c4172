package dev.orderplatform.runtime.backlog;

import dev.orderplatform.runtime.databases.Login;
import dev.orderplatform.runtime.databases.ServiceDatabases;
import dev.orderplatform.runtime.databases.ServiceStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;

/** Measures the backlog in the databases of a PostgreSQL server. */
final class DatabaseMeter implements Meter {

    private final String name;
    private final ServiceDatabases databases;
    private final BacklogFiles files;

    /** @param name of the figures */
    DatabaseMeter(String name, String server, List<ServiceStore> services, Login auditor, BacklogFiles files) {
        this.name = name;
        this.databases = ServiceDatabases.open(server, services, auditor);
        this.files = files;
    }

    @Override
    public void measure() {
        var services = new HashMap<String, ServiceBacklog>();
        databases.services().forEach(service -> services.put(service, of(service)));
        files.write(name, new DatabaseBacklog(Instant.now(), services, sum(WaitingRows.GAPS, DatabaseBacklog.ORDERS)));
    }

    private ServiceBacklog of(String service) {
        return new ServiceBacklog(
                sum(WaitingRows.UNPUBLISHED, service),
                sum(WaitingRows.STORED, service),
                databases.of(service).stream()
                        .flatMap(database -> UnresolvedView.in(database).stream())
                        .findFirst());
    }

    private Waiting sum(WaitingRows rows, String service) {
        return databases.of(service).stream().map(rows::in).reduce(Waiting.NONE, Waiting::plus);
    }

    @Override
    public void close() {
        databases.close();
    }
}
