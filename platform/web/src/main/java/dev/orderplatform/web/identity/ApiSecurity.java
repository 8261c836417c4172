package dev.orderplatform.web.identity;

import java.util.List;
import java.util.function.Consumer;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

/** The security that all services share: stateless, bearer tokens only, and closed where no rule opens it. */
public final class ApiSecurity {

    private final Callers callers;

    ApiSecurity(Callers callers) {
        this.callers = callers;
    }

    /** A chain of the service's own rules; what they leave out needs a valid token. Spring's firewall stands before it. */
    public SecurityWebFilterChain chain(Consumer<AccessRules> rules) {
        AccessRules access =
                new AccessRules().open(HttpMethod.GET, "/actuator/health/**", "/v3/api-docs", "/v3/api-docs.yaml");
        rules.accept(access);
        return new MatcherSecurityWebFilterChain(
                ServerWebExchangeMatchers.anyExchange(), List.of(new BearerTokenFilter(callers, access)));
    }
}
