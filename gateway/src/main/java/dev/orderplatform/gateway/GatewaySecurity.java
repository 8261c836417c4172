package dev.orderplatform.gateway;

import dev.orderplatform.web.identity.AccessRules;
import dev.orderplatform.web.identity.ApiSecurity;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.server.SecurityWebFilterChain;

/**
 * The scopes of each route. The services check them again. Open without a token are the callbacks, whose signature the
 * service verifies, the API documents, and in the demo profile the demo tokens.
 */
@Configuration(proxyBeanMethods = false)
class GatewaySecurity {

    @Bean
    SecurityWebFilterChain gatewayRules(ApiSecurity security, GatewayProperties gateway, Environment environment) {
        return security.chain(rules -> {
            if (environment.acceptsProfiles(Profiles.of("demo"))) {
                rules.open("/demo/token");
            }
            documents(rules);
            gateway.services().values().stream()
                    .flatMap(service -> service.routes().stream())
                    .forEach(route -> allow(route, rules));
        });
    }

    private static void documents(AccessRules rules) {
        rules.open(HttpMethod.GET, "/docs", "/docs/*", "/swagger-ui/**", "/v3/api-docs/**");
    }

    private static void allow(UpstreamService.Route route, AccessRules rules) {
        if (route.isCallback()) {
            rules.open(route.path());
        } else {
            rules.allow(route.scopes(), route.path());
        }
    }
}
