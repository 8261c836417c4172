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
 * Who may call what. The first rule that fits a request decides; where none does, any valid token is enough. Path
 * patterns are Spring's: {@code /orders/**}.
 */
public final class AccessRules {

    private final List<Rule> rules = new ArrayList<>();

    /** Anybody, without a token. */
    public AccessRules open(String... patterns) {
        return add(Optional.empty(), Optional.empty(), patterns);
    }

    /** Anybody, without a token, by this method; GET stands for HEAD too. */
    public AccessRules open(HttpMethod method, String... patterns) {
        return add(Optional.of(method), Optional.empty(), patterns);
    }

    /** Callers with this scope. */
    public AccessRules allow(Scope scope, String... patterns) {
        return add(Optional.empty(), Optional.of(Set.of(scope)), patterns);
    }

    /** Callers with one of these scopes. */
    public AccessRules allow(Set<Scope> scopes, String... patterns) {
        return add(Optional.empty(), Optional.of(scopes), patterns);
    }

    /** Callers with one of these scopes, by this method; GET stands for HEAD too. */
    public AccessRules allow(HttpMethod method, Set<Scope> scopes, String... patterns) {
        return add(Optional.of(method), Optional.of(scopes), patterns);
    }

    boolean admit(ServerHttpRequest request, Optional<Caller> caller) {
        PathContainer path = request.getPath().pathWithinApplication();
        HttpMethod method = request.getMethod().equals(HttpMethod.HEAD) ? HttpMethod.GET : request.getMethod();
        for (Rule rule : rules) {
            if (rule.fits(method, path)) {
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
     * What one pattern wants.
     *
     * @param scopes one of them is needed; empty: not even a token is
     */
    private record Rule(Optional<HttpMethod> method, PathPattern path, Optional<Set<Scope>> scopes) {

        boolean fits(HttpMethod used, PathContainer called) {
            return (method.isEmpty() || method.get().equals(used)) && path.matches(called);
        }

        boolean admits(Optional<Caller> caller) {
            return scopes.isEmpty() || caller.isPresent() && caller.get().hasAny(scopes.get());
        }
    }
}
