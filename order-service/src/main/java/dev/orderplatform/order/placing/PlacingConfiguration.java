package dev.orderplatform.order.placing;

import dev.orderplatform.order.lifecycle.UndecidedOrders;
import dev.orderplatform.order.multiregion.TwoRegions;
import dev.orderplatform.order.sharding.Shards;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PlacingConfiguration {

    @Bean(initMethod = "start")
    KeyRetention keyRetention(Shards shards, PlacingProperties properties, InstantSource clock) {
        return new KeyRetention(shards, properties.keyRetention(), clock);
    }

    @Bean
    @ConditionalOnProperty("platform.global.enabled")
    MultiRegionWriter multiRegionWriter(NewOrders newOrders, TwoRegions regions, UndecidedOrders undecided) {
        return new MultiRegionWriter(newOrders, regions, undecided);
    }
}
