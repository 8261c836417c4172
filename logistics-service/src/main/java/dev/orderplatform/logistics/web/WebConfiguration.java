package dev.orderplatform.logistics.web;

import dev.orderplatform.postgres.TransactionException;
import dev.orderplatform.web.identity.ApiSecurity;
import dev.orderplatform.web.problem.ProblemException;
import dev.orderplatform.web.problem.ProblemMapping;
import dev.orderplatform.webhooks.inbound.WebhookProperties;
import dev.orderplatform.webhooks.inbound.WebhookReceiver;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.server.SecurityWebFilterChain;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookProperties.class)
class WebConfiguration {

    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }

    /** The carrier signs its callbacks; it has no token. */
    @Bean
    SecurityWebFilterChain securityWebFilterChain(ApiSecurity security) {
        return security.chain(rules -> rules.open(CallbackController.PATH));
    }

    @Bean
    WebhookReceiver webhookReceiver(WebhookProperties properties, InstantSource clock, MeterRegistry meters) {
        return new WebhookReceiver(properties, clock, meters);
    }

    @Bean
    ProblemMapping databaseProblems() {
        return failure -> failure instanceof TransactionException transaction && transaction.isTransient()
                ? Optional.of(ProblemException.unavailable("The database is not available; try again."))
                : Optional.empty();
    }
}
