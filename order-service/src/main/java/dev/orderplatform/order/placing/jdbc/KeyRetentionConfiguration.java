package dev.orderplatform.order.placing.jdbc;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import dev.orderplatform.order.placing.PlacingProperties;
import dev.orderplatform.order.sharding.Shards;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class KeyRetentionConfiguration {

    @Bean(initMethod = "start")
    PeriodicTask keyRetention(Shards shards, PlacingProperties properties, InstantSource clock) {
        KeyRetention retention = new KeyRetention(shards, properties.keyRetention(), clock);
        return new PeriodicTask("key-retention", Schedule.every(Duration.ofMinutes(10)), retention::clearExpired);
    }
}
