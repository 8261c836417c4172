package dev.orderplatform.runtime.backlog;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The backlog in the databases of a PostgreSQL server.
 *
 * @param measured time of the measurement
 * @param services by the services' names, such as order-service
 * @param gaps other regions' orders whose replicas wait for a missing event
 */
public record DatabaseBacklog(Instant measured, Map<String, ServiceBacklog> services, Waiting gaps) {

    static final String ORDERS = "order-service";

    private static final String UNPUBLISHED = "unpublished.";

    public DatabaseBacklog {
        services = new TreeMap<>(services);
    }

    /** Order events that are not published yet. */
    Waiting unpublishedOrders() {
        return services.getOrDefault(ORDERS, ServiceBacklog.NONE).unpublished();
    }

    String text() {
        var fields = new Fields.Writer();
        fields.put("measured", measured.toString());
        fields.put("gaps", gaps.text());
        services.forEach((service, backlog) -> backlog.write(service, fields));
        return fields.text();
    }

    static DatabaseBacklog parse(Fields fields) {
        var services = new TreeMap<String, ServiceBacklog>();
        fields.namesAfter(UNPUBLISHED).forEach(service -> services.put(service, ServiceBacklog.parse(service, fields)));
        return new DatabaseBacklog(Instant.parse(fields.of("measured")), services, Waiting.parse(fields.of("gaps")));
    }
}
