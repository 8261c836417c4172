package dev.orderplatform.order.sharding;

import dev.orderplatform.postgres.DatabaseProperties;
import dev.orderplatform.telemetry.Traces;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class ShardingConfiguration {

    @Bean
    Shards shards(DatabaseProperties properties, Traces traces) {
        return Shards.open(properties, traces);
    }
}
