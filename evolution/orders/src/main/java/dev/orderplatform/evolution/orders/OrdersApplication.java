package dev.orderplatform.evolution.orders;

import dev.orderplatform.web.identity.ApiSecurity;
import dev.orderplatform.web.identity.Scope;
import dev.orderplatform.web.problem.ProblemException;
import dev.orderplatform.web.problem.ProblemMapping;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.security.web.server.SecurityWebFilterChain;

@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
class OrdersApplication {
    private OrdersApplication() {}

    static void main(String[] arguments) {
        SpringApplication.run(OrdersApplication.class, arguments);
    }

    @Bean
    static InstantSource clock() {
        return Clock.systemUTC();
    }

    @Bean
    static SecurityWebFilterChain security(ApiSecurity security) {
        return security.chain(rules -> rules.allow(Scope.ORDERS, "/api/v1/orders/**"));
    }

    @Bean
    static ProblemMapping databaseProblems() {
        return failure ->
                failure instanceof TransientDataAccessException || failure instanceof DataAccessResourceFailureException
                        ? Optional.of(ProblemException.unavailable(
                                "The database does not answer. Ask again with the same key."))
                        : Optional.empty();
    }
}
