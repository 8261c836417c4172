package dev.orderplatform.order.web;

import dev.orderplatform.order.domain.IllegalTransition;
import dev.orderplatform.order.domain.OrderNotFound;
import dev.orderplatform.order.ids.NoOrderId;
import dev.orderplatform.order.multiregion.OtherRegionUnavailable;
import dev.orderplatform.postgres.TransactionException;
import dev.orderplatform.web.problem.ProblemException;
import dev.orderplatform.web.problem.ProblemMapping;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;

/** Maps each exception of this service to its response. */
@Configuration(proxyBeanMethods = false)
public class OrderProblems {

    @Bean
    ProblemMapping orderProblemMapping() {
        return failure -> Optional.ofNullable(
                switch (failure) {
                    case OrderNotFound _ -> new ProblemException(HttpStatus.NOT_FOUND, "There is no such order.");
                    case IllegalTransition _ ->
                        new ProblemException(HttpStatus.CONFLICT, "The order's state does not allow that.");
                    case OtherRegionUnavailable _ -> noOtherRegion();
                    case NoOrderId _ -> ProblemException.unavailable("No order can be taken right now; try again.");
                    case TransactionException failed
                    when failed.isTransient() ->
                        ProblemException.unavailable("The order database does not answer; try again.");
                    default -> null;
                });
    }

    public static ProblemException noOtherRegion() {
        return ProblemException.unavailable("No second region is there to hold the order; REGION orders are taken.");
    }
}
