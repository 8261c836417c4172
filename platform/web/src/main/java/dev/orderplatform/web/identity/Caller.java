package dev.orderplatform.web.identity;

import java.security.Principal;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * Who a verified token speaks for: a user, or a service of the platform. Keeps no token.
 *
 * @param user empty when a service calls
 */
record Caller(String name, Optional<UserId> user, Set<Scope> scopes, Instant expiresAt) implements Principal {

    static Caller user(UserId user, Set<Scope> scopes, Instant expiresAt) {
        return new Caller(user.toString(), Optional.of(user), Set.copyOf(scopes), expiresAt);
    }

    static Caller service(String name, Instant expiresAt) {
        return new Caller(name, Optional.empty(), Set.of(Scope.SERVICE), expiresAt);
    }

    @Override
    public String getName() {
        return name;
    }

    boolean hasAny(Set<Scope> wanted) {
        return !Collections.disjoint(scopes, wanted);
    }
}
