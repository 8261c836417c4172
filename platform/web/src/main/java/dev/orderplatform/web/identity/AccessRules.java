package dev.orderplatform.web.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Access rules by path and method. The first matching rule decides; if none matches, any valid token is sufficient.
 * Path patterns are Spring's, such as {@code /orders/**}.
 */
public final class AccessRules {

    private final List<Rule> rules = new ArrayList<>();

    /** Allows requests without a token. */
    public AccessRules open(String... patterns) {
        return add(Optional.empty(), Optional.empty(), patterns);
    }

    /** Allows requests of this method without a token; GET includes HEAD. */
    public AccessRules open(HttpMethod method, String... patterns) {
        return add(Optional.of(method), Optional.empty(), patterns);
    }

    /** Allows callers with this scope. */
    public AccessRules allow(Scope scope, String... patterns) {
        return add(Optional.empty(), Optional.of(Set.of(scope)), patterns);
    }

    /** Allows callers with any of these scopes. */
    public AccessRules allow(Set<Scope> scopes, String... patterns) {
        return add(Optional.empty(), Optional.of(scopes), patterns);
    }

    /** Allows callers with any of these scopes to use this method; GET includes HEAD. */
    public AccessRules allow(HttpMethod method, Set<Scope> scopes, String... patterns) {
        return add(Optional.of(method), Optional.of(scopes), patterns);
    }

    boolean admit(ServerHttpRequest request, Optional<Caller> caller) {
        PathContainer path = request.getPath().pathWithinApplication();
        HttpMethod method = request.getMethod().equals(HttpMethod.HEAD) ? HttpMethod.GET : request.getMethod();
        for (Rule rule : rules) {
            if (rule.matches(method, path)) {
                return rule.admits(caller);
            }
        }
        return caller.isPresent();
    }

    private AccessRules add(Optional<HttpMethod> method, Optional<Set<Scope>> scopes, String... patterns) {
        for (String pattern : patterns) {
            rules.add(new Rule(method, PathPatternParser.defaultInstance.parse(pattern), scopes));
        }
        return this;
    }

    /**
     * The rule of one pattern.
     *
     * @param scopes any of them is required; empty: no token is required
     */
    private record Rule(Optional<HttpMethod> method, PathPattern path, Optional<Set<Scope>> scopes) {

        boolean matches(HttpMethod used, PathContainer called) {
            return (method.isEmpty() || method.get().equals(used)) && path.matches(called);
        }

        boolean admits(Optional<Caller> caller) {
            return scopes.isEmpty() || caller.isPresent() && caller.get().hasAny(scopes.get());
        }
    }
}
