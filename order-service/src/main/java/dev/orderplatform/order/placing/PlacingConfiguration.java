package dev.orderplatform.order.placing;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import dev.orderplatform.order.lifecycle.UndecidedOrders;
import dev.orderplatform.order.multiregion.TwoRegions;
import dev.orderplatform.order.sharding.Shards;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PlacingConfiguration {

    @Bean(initMethod = "start")
    PeriodicTask keyRetention(Shards shards, PlacingProperties properties, InstantSource clock) {
        KeyRetention retention = new KeyRetention(shards, properties.keyRetention(), clock);
        return new PeriodicTask("key-retention", Schedule.every(Duration.ofMinutes(10)), retention::forget);
    }

    @Bean
    @ConditionalOnProperty("platform.global.enabled")
    MultiRegionWriter multiRegionWriter(NewOrders newOrders, TwoRegions regions, UndecidedOrders undecided) {
        return new MultiRegionWriter(newOrders, regions, undecided);
    }
}
