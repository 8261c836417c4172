package dev.orderplatform.inventory.transferring.jdbc;

import dev.orderplatform.globaltransactions.GlobalProperties;
import dev.orderplatform.globaltransactions.GlobalTransactions;
import dev.orderplatform.globaltransactions.TccAction;
import dev.orderplatform.inventory.RegionProperties;
import dev.orderplatform.inventory.transferring.TransferBranches;
import dev.orderplatform.inventory.transferring.Transfers;
import dev.orderplatform.postgres.Retention;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Active only with a second region and a coordinator. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("platform.global.enabled")
class TransferBranchesConfiguration {

    @Bean
    Transfers transfers(DataSource database) {
        return new JdbcTransfers(database);
    }

    /** @param client must exist before actions are registered with the coordinator */
    @Bean
    TransferBranches transferBranches(DataSource database, RegionProperties own, GlobalTransactions client) {
        String region = own.region();
        // The names contain the region: otherwise the coordinator could send the second phase to the other region.
        return new TransferBranches(
                TccAction.register("send-units-" + region, database, new SendUnits()),
                TccAction.register("receive-units-" + region, database, new ReceiveUnits()));
    }

    @Bean
    Retention fenceRetention(DataSource database, GlobalProperties properties) {
        return TccAction.fenceRetention(database, properties);
    }
}
