package dev.orderplatform.order;

import dev.orderplatform.order.domain.IllegalTransition;
import dev.orderplatform.order.ids.NoOrderId;
import dev.orderplatform.order.multiregion.OtherRegionUnavailable;
import dev.orderplatform.order.ownership.NotOwner;
import dev.orderplatform.order.viewing.OrderNotFound;
import dev.orderplatform.postgres.TransactionException;
import dev.orderplatform.web.identity.ApiSecurity;
import dev.orderplatform.web.identity.Scope;
import dev.orderplatform.web.problem.ProblemException;
import dev.orderplatform.web.problem.ProblemMapping;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
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

    @Bean
    ProblemMapping orderProblems() {
        return failure -> Optional.ofNullable(
                switch (failure) {
                    case OrderNotFound _ -> new ProblemException(HttpStatus.NOT_FOUND, "There is no such order.");
                    case IllegalTransition _ ->
                        new ProblemException(HttpStatus.CONFLICT, "The order's state does not allow that.");
                    case NotOwner misdirected -> misdirected.problem();
                    case OtherRegionUnavailable _ ->
                        ProblemException.unavailable(
                                "No second region is there to hold the order; REGION orders are taken.");
                    case NoOrderId _ -> ProblemException.unavailable("No order can be taken right now; try again.");
                    case TransactionException failed
                    when failed.isTransient() ->
                        ProblemException.unavailable("The order database does not answer; try again.");
                    default -> null;
                });
    }
}
