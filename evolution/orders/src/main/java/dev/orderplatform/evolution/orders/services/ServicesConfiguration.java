package dev.orderplatform.evolution.orders.services;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import dev.orderplatform.web.identity.ServiceTokens;
import dev.orderplatform.web.problem.ProblemException;
import dev.orderplatform.web.problem.ProblemMapping;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

@Configuration(proxyBeanMethods = false)
class ServicesConfiguration {
    private static final Duration PRICES_INTERVAL = Duration.ofSeconds(60);
    private static final Duration PRICES_RETRY = Duration.ofSeconds(1);

    @Bean
    Inventory inventory(WebClient.Builder client, ServiceTokens tokens, ServicesProperties properties) {
        return new Inventory(new ResilientClient("inventory", properties.inventory(), client, tokens, properties));
    }

    @Bean
    Notifications notifications(WebClient.Builder client, ServiceTokens tokens, ServicesProperties properties) {
        return new Notifications(
                new ResilientClient("notification", properties.notification(), client, tokens, properties));
    }

    @Bean(initMethod = "start")
    PeriodicTask catalogueRefresh(Prices prices) {
        Schedule schedule = Schedule.every(PRICES_INTERVAL).startingAtOnce().retryingAfter(PRICES_RETRY, PRICES_RETRY);
        return new PeriodicTask("catalogue-refresh", schedule, prices::refresh);
    }

    @Bean
    ProblemMapping serviceProblems() {
        return failure -> failure instanceof ServiceUnavailable || failure instanceof CallNotPermittedException
                ? Optional.of(ProblemException.unavailable(
                        "A service that the order needs does not answer. Ask again with the same key."))
                : Optional.empty();
    }
}
