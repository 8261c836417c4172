package dev.orderplatform.runtime.topology;

import java.util.Set;

/**
 * A public route to a service.
 *
 * @param path Spring path pattern, such as {@code /api/v1/orders/**}
 * @param scopes any of them is required in the caller's token; none: open without a token
 */
public record Route(String path, Set<Scope> scopes) {

    /** The scopes of users' tokens. */
    public enum Scope {
        ORDERS,
        OPERATOR
    }

    public Route {
        scopes = Set.copyOf(scopes);
    }
}
