package dev.orderplatform.payment.web;

import dev.orderplatform.payment.callbacks.PaymentUnknown;
import dev.orderplatform.payment.starting.OrdersUnavailable;
import dev.orderplatform.postgres.TransactionException;
import dev.orderplatform.web.identity.ApiSecurity;
import dev.orderplatform.web.identity.Scope;
import dev.orderplatform.web.problem.ProblemException;
import dev.orderplatform.web.problem.ProblemMapping;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.server.SecurityWebFilterChain;

@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    @Bean
    SecurityWebFilterChain securityWebFilterChain(ApiSecurity security) {
        // Callbacks carry a signature instead of a token.
        return security.chain(rules ->
                rules.open(HttpMethod.POST, "/api/v1/payments/callback").allow(Scope.ORDERS, "/api/**"));
    }

    @Bean
    ProblemMapping paymentProblems() {
        return failure -> Optional.ofNullable(
                switch (failure) {
                    case PaymentUnknown _ -> PaymentController.notFound();
                    case OrdersUnavailable _ ->
                        ProblemException.unavailable("The order can't be looked up right now; try again.");
                    case TransactionException failed
                    when failed.isTransient() ->
                        ProblemException.unavailable("The database is not available; try again.");
                    default -> null;
                });
    }
}
