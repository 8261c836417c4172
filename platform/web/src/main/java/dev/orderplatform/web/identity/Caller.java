package dev.orderplatform.web.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Who a verified token speaks for: a user, or a service of the platform. Keeps no token. */
final class Caller extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1;

    private final String name;
    private final transient Optional<UserId> user;
    private final Instant expiresAt;

    private Caller(String name, Optional<UserId> user, Set<Scope> scopes, Instant expiresAt) {
        super(scopes.stream()
                .map(scope -> new SimpleGrantedAuthority(scope.authority()))
                .toList());
        this.name = name;
        this.user = user;
        this.expiresAt = expiresAt;
        setAuthenticated(true);
    }

    static Caller user(UserId user, Set<Scope> scopes, Instant expiresAt) {
        return new Caller(user.toString(), Optional.of(user), scopes, expiresAt);
    }

    static Caller service(String name, Instant expiresAt) {
        return new Caller(name, Optional.empty(), Set.of(Scope.SERVICE), expiresAt);
    }

    Optional<UserId> user() {
        return user;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    @Override
    public Object getPrincipal() {
        return name;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    // The user and the expiry belong to a caller's identity; the base class knows only the principal and authorities.
    @Override
    public boolean equals(Object other) {
        return super.equals(other)
                && other instanceof Caller caller
                && user.equals(caller.user)
                && expiresAt.equals(caller.expiresAt);
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + expiresAt.hashCode();
    }
}
