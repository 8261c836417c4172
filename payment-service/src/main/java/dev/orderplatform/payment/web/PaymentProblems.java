package dev.orderplatform.payment.web;

import dev.orderplatform.payment.callbacks.PaymentUnknown;
import dev.orderplatform.payment.starting.OrdersUnavailable;
import dev.orderplatform.postgres.TransactionException;
import dev.orderplatform.web.problem.ProblemException;
import dev.orderplatform.web.problem.ProblemMapping;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;

/** Maps each exception of this service to its response. */
@Configuration(proxyBeanMethods = false)
class PaymentProblems {

    @Bean
    ProblemMapping paymentProblemMapping() {
        return failure -> Optional.ofNullable(
                switch (failure) {
                    case PaymentUnknown _ -> notFound();
                    case OrdersUnavailable _ ->
                        ProblemException.unavailable("The order can't be looked up right now; try again.");
                    case TransactionException failed
                    when failed.isTransient() ->
                        ProblemException.unavailable("The database is not available; try again.");
                    default -> null;
                });
    }

    static ProblemException notFound() {
        return new ProblemException(HttpStatus.NOT_FOUND, "There is no such payment.");
    }
}
