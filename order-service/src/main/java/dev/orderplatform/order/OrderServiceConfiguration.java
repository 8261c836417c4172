package dev.orderplatform.order;

import dev.orderplatform.web.identity.ApiSecurity;
import dev.orderplatform.web.identity.Scope;
import java.time.Clock;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.server.SecurityWebFilterChain;

@Configuration(proxyBeanMethods = false)
class OrderServiceConfiguration {

    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecurityWebFilterChain security(ApiSecurity security) {
        return security.chain(
                rules -> rules.allow(Scope.ORDERS, "/api/v1/orders/**").allow(Scope.SERVICE, "/internal/**"));
    }
}
