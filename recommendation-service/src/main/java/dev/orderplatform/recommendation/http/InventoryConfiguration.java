package dev.orderplatform.recommendation.http;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InventoryProperties.class)
class InventoryConfiguration {

    @Bean(initMethod = "start")
    PeriodicTask catalogueRefresh(HttpProducts products, InventoryProperties properties) {
        Schedule schedule = Schedule.every(properties.catalogueRefresh())
                .startingAtOnce()
                .retryingAfter(properties.catalogueRetry(), properties.catalogueRetry());
        return new PeriodicTask("catalogue-refresh", schedule, products::refresh);
    }
}
