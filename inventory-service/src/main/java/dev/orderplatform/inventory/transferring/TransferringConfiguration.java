package dev.orderplatform.inventory.transferring;

import dev.orderplatform.globaltransactions.GlobalTransactions;
import dev.orderplatform.inventory.RegionProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Active only with a second region and a coordinator. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("platform.global.enabled")
class TransferringConfiguration {

    @Bean
    Transferring transferring(
            GlobalTransactions transactions,
            Transfers transfers,
            TransferBranches branches,
            OtherInventories others,
            RegionProperties own) {
        TransferUnits units = new TransferUnits(transactions, transfers, branches.send(), others);
        return new Transferring(own.region(), units, branches.receive(), others);
    }
}
