package dev.orderplatform.globaltransactions;

import dev.orderplatform.telemetry.Traces;
import dev.orderplatform.web.problem.ProblemException;
import dev.orderplatform.web.problem.ProblemMapping;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.apache.seata.spring.annotation.GlobalTransactionScanner;
import org.apache.seata.tm.TransactionManagerHolder;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Configures global transactions if there is a coordinator. */
@AutoConfiguration
@EnableConfigurationProperties(GlobalProperties.class)
class GlobalTransactionsAutoConfiguration {

    /**
     * By default Seata's client stops the service if the coordinator is down at startup. Only cross-region operations
     * need the coordinator, so the service starts without it. Seata reads these two keys as system properties only,
     * before any of our beans exist.
     */
    @Bean
    static BeanFactoryPostProcessor startWithoutCoordinator() {
        return _ -> {
            System.setProperty("transport.enableTmClientChannelCheckFailFast", "false");
            System.setProperty("transport.enableRmClientChannelCheckFailFast", "false");
        };
    }

    /** @param client starts Seata's client; must be created first */
    @Bean
    @ConditionalOnProperty("platform.global.enabled")
    GlobalTransactions globalTransactions(
            GlobalProperties properties, Traces traces, MeterRegistry meters, GlobalTransactionScanner client) {
        return new GlobalTransactions(TransactionManagerHolder.get(), properties, traces, meters);
    }

    @Bean
    ProblemMapping globalTransactionProblems() {
        return failure -> Optional.ofNullable(
                switch (failure) {
                    case CoordinatorUnavailable _ ->
                        ProblemException.unavailable("Operations across both regions are unavailable; try again.");
                    case OutcomeUnknown _ ->
                        ProblemException.unavailable("The outcome is not known yet. Retry with the same key.");
                    case RolledBack _ ->
                        ProblemException.unavailable("A region could not take part; nothing was done. Try again.");
                    default -> null;
                });
    }
}
