package dev.orderplatform.inventory.web;

import dev.orderplatform.web.identity.ApiSecurity;
import dev.orderplatform.web.identity.Scope;
import java.util.EnumSet;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** Customers and operators may read catalogue and stock; so may order-service, which caches prices. */
@Configuration(proxyBeanMethods = false)
class InventorySecurity {

    @Bean
    SecurityWebFilterChain securityWebFilterChain(ApiSecurity security) {
        return security.chain(rules -> rules.allow(Scope.SERVICE, "/internal/**")
                .allow(Scope.OPERATOR, "/api/v1/stock/transfers/**")
                .allow(HttpMethod.GET, EnumSet.allOf(Scope.class), "/api/v1/catalogue/**", "/api/v1/stock/**"));
    }
}
