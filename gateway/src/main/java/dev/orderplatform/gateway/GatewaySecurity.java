package dev.orderplatform.gateway;

import static dev.orderplatform.web.identity.Scope.OPERATOR;
import static dev.orderplatform.web.identity.Scope.ORDERS;

import dev.orderplatform.web.identity.AccessRules;
import dev.orderplatform.web.identity.ApiSecurity;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** The scopes of each route. The services check them again. */
@Configuration(proxyBeanMethods = false)
class GatewaySecurity {

    @Bean
    SecurityWebFilterChain gatewayRules(ApiSecurity security, Environment environment) {
        return security.chain(rules -> {
            if (environment.acceptsProfiles(Profiles.of("demo"))) {
                rules.open("/demo/token");
            }
            documents(rules);
            routes(rules);
        });
    }

    private static void documents(AccessRules rules) {
        rules.open(HttpMethod.GET, "/docs", "/swagger-ui/**", "/v3/api-docs/**");
    }

    private static void routes(AccessRules rules) {
        rules.allow(ORDERS, "/api/v1/orders/**", "/api/v1/notifications/**")
                .allow(OPERATOR, "/api/v1/stock/transfers/**")
                .allow(Set.of(ORDERS, OPERATOR), "/api/v1/catalogue/**", "/api/v1/stock/**");
    }
}
