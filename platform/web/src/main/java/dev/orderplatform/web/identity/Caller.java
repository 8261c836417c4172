package dev.orderplatform.web.identity;

import java.security.Principal;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * The subject of a verified token: a user, or a service of the platform. Does not contain the token.
 *
 * @param user empty if the caller is a service
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

    boolean hasAny(Set<Scope> required) {
        return !Collections.disjoint(scopes, required);
    }
}
