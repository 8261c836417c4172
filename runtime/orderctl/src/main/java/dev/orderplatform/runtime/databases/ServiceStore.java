package dev.orderplatform.runtime.databases;

import java.util.List;

/**
 * A service and its databases on one PostgreSQL server.
 *
 * @param service such as payment-service
 */
public record ServiceStore(String service, List<String> databases) {

    public ServiceStore {
        databases = List.copyOf(databases);
    }
}
