package dev.orderplatform.order.placing;

import dev.orderplatform.order.sharding.Shards;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PlacingConfiguration {

    @Bean(initMethod = "start")
    KeyRetention keyRetention(Shards shards, PlacingProperties properties, InstantSource clock) {
        return new KeyRetention(shards, properties.keyRetention(), clock);
    }
}
