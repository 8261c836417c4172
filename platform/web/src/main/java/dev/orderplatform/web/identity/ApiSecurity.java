package dev.orderplatform.web.identity;

import dev.orderplatform.web.problem.ProblemAnswers;
import java.util.function.Consumer;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;

/** The security that all services share: stateless, bearer tokens only, and closed where no rule opens it. */
public final class ApiSecurity {

    private final ReactiveAuthenticationManager callers;
    private final ProblemAnswers answers;

    ApiSecurity(ReactiveAuthenticationManager callers, ProblemAnswers answers) {
        this.callers = callers;
        this.answers = answers;
    }

    /** A chain of the service's own rules; what they leave out needs a valid token. */
    public SecurityWebFilterChain chain(ServerHttpSecurity http, Consumer<AuthorizeExchangeSpec> rules) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.authenticationManager(callers))
                        .authenticationEntryPoint(answers)
                        .accessDeniedHandler(answers))
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint(answers).accessDeniedHandler(answers))
                .authorizeExchange(exchanges -> {
                    open(exchanges);
                    rules.accept(exchanges);
                    exchanges.anyExchange().authenticated();
                })
                .build();
    }

    private static void open(AuthorizeExchangeSpec exchanges) {
        exchanges
                .pathMatchers(HttpMethod.GET, "/actuator/health/**", "/v3/api-docs", "/v3/api-docs.yaml")
                .permitAll();
    }
}
