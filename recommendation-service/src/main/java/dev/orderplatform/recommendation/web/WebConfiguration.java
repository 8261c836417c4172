package dev.orderplatform.recommendation.web;

import dev.orderplatform.postgres.TransactionException;
import dev.orderplatform.recommendation.serving.CatalogueUnknown;
import dev.orderplatform.web.identity.ApiSecurity;
import dev.orderplatform.web.identity.Scope;
import dev.orderplatform.web.problem.ProblemException;
import dev.orderplatform.web.problem.ProblemMapping;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.server.SecurityWebFilterChain;

@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    @Bean
    SecurityWebFilterChain securityWebFilterChain(ApiSecurity security) {
        return security.chain(
                rules -> rules.allow(Scope.SERVICE, "/internal/**").allow(Scope.ORDERS, "/api/**"));
    }

    @Bean
    ProblemMapping problems() {
        return failure -> switch (failure) {
            case TransactionException transaction
            when transaction.isTransient() ->
                Optional.of(ProblemException.unavailable("The database is not available; try again."));
            case CatalogueUnknown _ ->
                Optional.of(ProblemException.unavailable("The catalogue is not known yet; try again."));
            default -> Optional.empty();
        };
    }
}
