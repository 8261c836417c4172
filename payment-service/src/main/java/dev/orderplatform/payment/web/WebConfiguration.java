package dev.orderplatform.payment.web;

import dev.orderplatform.web.identity.ApiSecurity;
import dev.orderplatform.web.identity.Scope;
import dev.orderplatform.webhooks.inbound.WebhookProperties;
import dev.orderplatform.webhooks.inbound.WebhookReceiver;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.server.SecurityWebFilterChain;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookProperties.class)
class WebConfiguration {

    @Bean
    SecurityWebFilterChain securityWebFilterChain(ApiSecurity security) {
        // Callbacks carry a signature instead of a token.
        return security.chain(rules ->
                rules.open(HttpMethod.POST, "/api/v1/payments/callback").allow(Scope.ORDERS, "/api/**"));
    }

    @Bean
    WebhookReceiver webhookReceiver(WebhookProperties properties, InstantSource clock, MeterRegistry meters) {
        return new WebhookReceiver(properties, clock, meters);
    }
}
