package dev.orderplatform.inventory.replenishing;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.inventory.RegionProperties;
import dev.orderplatform.inventory.reserving.WaitingOrders;
import dev.orderplatform.inventory.stock.http.PeerStock;
import dev.orderplatform.inventory.transferring.OtherInventories;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Active only with a second region and a coordinator. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("platform.global.enabled")
class ReplenishingConfiguration {

    @Bean
    Replenish replenish(
            WaitingOrders orders,
            PeerStock peers,
            OtherInventories others,
            ReplenishingProperties properties,
            RegionProperties own) {
        String region = own.region();
        return new Replenish(
                orders,
                peers::of,
                transfer ->
                        others.transfer("inventory-" + region, UUID.randomUUID().toString(), transfer),
                properties,
                region,
                InstantSource.system());
    }

    @Bean(initMethod = "start")
    PeriodicTask replenishTask(Replenish replenish) {
        return replenish.task();
    }
}
