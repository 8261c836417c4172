package dev.orderplatform.order.multiregion;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import dev.orderplatform.globaltransactions.GlobalTransactions;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Only if there is a second region and a coordinator. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("platform.global.enabled")
class MultiRegionConfiguration {

    @Bean
    MultiRegionOrders multiRegionOrders(GlobalTransactions transactions, UndecidedOrders home, OtherRegion other) {
        return new MultiRegionOrders(transactions, home, other);
    }

    @Bean(initMethod = "start")
    PeriodicTask undecidedOrdersRecovery(
            GlobalTransactions transactions, UndecidedOrders orders, OtherRegion other, InstantSource clock) {
        RecoverUndecidedOrders recovery = new RecoverUndecidedOrders(transactions, orders, other, clock);
        return new PeriodicTask("undecided-orders", Schedule.every(Duration.ofSeconds(1)), recovery::recover);
    }
}
