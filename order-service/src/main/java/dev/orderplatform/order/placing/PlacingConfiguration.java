package dev.orderplatform.order.placing;

import dev.orderplatform.order.multiregion.MultiRegionOrders;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PlacingConfiguration {

    @Bean
    @ConditionalOnProperty("platform.global.enabled")
    MultiRegionOrderWriter multiRegionOrderWriter(AcceptOrders acceptOrders, MultiRegionOrders multiRegionOrders) {
        return new MultiRegionOrderWriter(acceptOrders, multiRegionOrders);
    }
}
