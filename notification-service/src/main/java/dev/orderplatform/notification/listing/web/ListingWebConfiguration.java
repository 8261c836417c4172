package dev.orderplatform.notification.listing.web;

import dev.orderplatform.postgres.TransactionException;
import dev.orderplatform.web.identity.ApiSecurity;
import dev.orderplatform.web.identity.Scope;
import dev.orderplatform.web.problem.ProblemException;
import dev.orderplatform.web.problem.ProblemMapping;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.server.SecurityWebFilterChain;

@Configuration(proxyBeanMethods = false)
class ListingWebConfiguration {

    @Bean
    SecurityWebFilterChain securityWebFilterChain(ApiSecurity security) {
        return security.chain(
                rules -> rules.allow(Scope.SERVICE, "/internal/**").allow(Scope.ORDERS, "/api/**"));
    }

    @Bean
    ProblemMapping databaseProblems() {
        return failure -> failure instanceof TransactionException transaction && transaction.isTransient()
                ? Optional.of(ProblemException.unavailable("The notifications are not available; try again."))
                : Optional.empty();
    }
}
