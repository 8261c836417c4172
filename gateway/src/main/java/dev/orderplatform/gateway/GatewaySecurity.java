package dev.orderplatform.gateway;

import static dev.orderplatform.web.identity.Scope.OPERATOR;
import static dev.orderplatform.web.identity.Scope.ORDERS;

import dev.orderplatform.web.identity.ApiSecurity;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** Which scope opens which route. The services check again for themselves. */
@Configuration(proxyBeanMethods = false)
class GatewaySecurity {

    @Bean
    SecurityWebFilterChain gatewayRules(ServerHttpSecurity http, ApiSecurity security, Environment environment) {
        return security.chain(http, rules -> {
            if (environment.acceptsProfiles(Profiles.of("demo"))) {
                rules.pathMatchers("/demo/token").permitAll();
            }
            documents(rules);
            routes(rules);
        });
    }

    private static void documents(AuthorizeExchangeSpec rules) {
        rules.pathMatchers(HttpMethod.GET, "/docs", "/swagger-ui/**", "/v3/api-docs/**")
                .permitAll();
    }

    private static void routes(AuthorizeExchangeSpec rules) {
        rules.pathMatchers("/api/v1/orders/**", "/api/v1/notifications/**")
                .hasAuthority(ORDERS.authority())
                .pathMatchers("/api/v1/stock/transfers/**")
                .hasAuthority(OPERATOR.authority())
                .pathMatchers("/api/v1/catalogue/**", "/api/v1/stock/**")
                .hasAnyAuthority(ORDERS.authority(), OPERATOR.authority());
    }
}
