package dev.orderplatform.runtime.topology;

import java.util.Optional;
import java.util.Set;

/**
 * A public route to a service.
 *
 * @param path Spring path pattern, such as {@code /api/v1/orders/**}
 * @param scopes any of them is required in the caller's token; none: a callback, open without a token
 * @param idField of a callback: the field of its JSON body with the id that determines the region
 */
public record Route(String path, Set<Scope> scopes, Optional<String> idField) {

    /** The scopes of users' tokens. */
    public enum Scope {
        ORDERS,
        OPERATOR
    }

    public Route {
        scopes = Set.copyOf(scopes);
    }
}
