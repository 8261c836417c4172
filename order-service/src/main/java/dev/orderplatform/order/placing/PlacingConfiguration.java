package dev.orderplatform.order.placing;

import dev.orderplatform.order.multiregion.MultiRegionOrders;
import dev.orderplatform.telemetry.Traces;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PlacingConfiguration {

    @Bean
    @ConditionalOnProperty("platform.global.enabled")
    MultiRegionOrderWriter multiRegionOrderWriter(
            AcceptOrders acceptOrders, MultiRegionOrders multiRegionOrders, Traces traces) {
        return new MultiRegionOrderWriter(acceptOrders, multiRegionOrders, traces);
    }
}
