package dev.orderplatform.payment.callbacks.web;

import dev.orderplatform.webhooks.WebhookSecrets;
import dev.orderplatform.webhooks.WebhookVerifier;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookProperties.class)
class WebhookConfiguration {

    @Bean
    WebhookVerifier webhookVerifier(WebhookProperties properties, InstantSource clock) {
        return new WebhookVerifier(WebhookSecrets.parse(properties.secrets()), clock);
    }
}
