package dev.orderplatform.web.identity;

import java.util.List;
import java.util.function.Consumer;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

/** Security of all services: stateless, bearer tokens only, closed by default. */
public final class ApiSecurity {

    private final Callers callers;

    ApiSecurity(Callers callers) {
        this.callers = callers;
    }

    /**
     * A filter chain with the service's rules; all other requests need a valid token. Spring's firewall runs before it.
     */
    public SecurityWebFilterChain chain(Consumer<AccessRules> rules) {
        AccessRules access =
                new AccessRules().open(HttpMethod.GET, "/actuator/health/**", "/v3/api-docs", "/v3/api-docs.yaml");
        rules.accept(access);
        return new MatcherSecurityWebFilterChain(
                ServerWebExchangeMatchers.anyExchange(), List.of(new BearerTokenFilter(callers, access)));
    }
}
