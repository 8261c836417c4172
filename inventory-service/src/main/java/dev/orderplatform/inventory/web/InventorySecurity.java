package dev.orderplatform.inventory.web;

import dev.orderplatform.web.identity.ApiSecurity;
import dev.orderplatform.web.identity.Scope;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** Customers and operators may read catalogue and stock, and so may order-service, which keeps a copy of the prices. */
@Configuration(proxyBeanMethods = false)
class InventorySecurity {

    @Bean
    SecurityWebFilterChain securityWebFilterChain(ServerHttpSecurity http, ApiSecurity security) {
        return security.chain(
                http,
                rules -> rules.pathMatchers("/internal/**")
                        .hasAuthority(Scope.SERVICE.authority())
                        .pathMatchers("/api/v1/stock/transfers/**")
                        .hasAuthority(Scope.OPERATOR.authority())
                        .pathMatchers(HttpMethod.GET, "/api/v1/catalogue/**", "/api/v1/stock/**")
                        .hasAnyAuthority(
                                Scope.ORDERS.authority(), Scope.OPERATOR.authority(), Scope.SERVICE.authority()));
    }
}
