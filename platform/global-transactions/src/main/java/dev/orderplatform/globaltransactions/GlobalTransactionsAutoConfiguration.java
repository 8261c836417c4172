package dev.orderplatform.globaltransactions;

import dev.orderplatform.web.problem.ProblemException;
import dev.orderplatform.web.problem.ProblemMapping;
import java.util.Optional;
import org.apache.seata.spring.annotation.GlobalTransactionScanner;
import org.apache.seata.tm.TransactionManagerHolder;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Gives a service global transactions where there is a coordinator. */
@AutoConfiguration
@EnableConfigurationProperties(GlobalProperties.class)
class GlobalTransactionsAutoConfiguration {

    /**
     * By default Seata's client ends the service when the coordinator does not answer at its start. It is needed for what
     * crosses regions only, so the service starts without it. Seata knows these two keys as system properties alone, and
     * reads them before any bean of ours is there.
     */
    @Bean
    static BeanFactoryPostProcessor startWithoutCoordinator() {
        return _ -> {
            System.setProperty("transport.enableTmClientChannelCheckFailFast", "false");
            System.setProperty("transport.enableRmClientChannelCheckFailFast", "false");
        };
    }

    /** @param client starts Seata's client, which must be there first */
    @Bean
    @ConditionalOnProperty("platform.global.enabled")
    GlobalTransactions globalTransactions(GlobalProperties properties, GlobalTransactionScanner client) {
        return new GlobalTransactions(TransactionManagerHolder.get(), properties);
    }

    @Bean
    ProblemMapping globalTransactionProblems() {
        return failure -> Optional.ofNullable(
                switch (failure) {
                    case CoordinatorUnavailable _ ->
                        ProblemException.unavailable("What spans both regions can't be done right now; try again.");
                    case OutcomeUnknown _ ->
                        ProblemException.unavailable("The outcome is not known yet. Ask again with the same key.");
                    case RolledBack _ ->
                        ProblemException.unavailable("Not every region could take part; nothing was done. Try again.");
                    default -> null;
                });
    }
}
