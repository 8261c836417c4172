package dev.orderplatform.evolution.orders.ordering;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import dev.orderplatform.evolution.orders.ordering.UnfinishedOrders.UnfinishedProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OrderingConfiguration {

    @Bean(initMethod = "start")
    PeriodicTask unfinishedOrdersTask(UnfinishedOrders orders, UnfinishedProperties properties) {
        return new PeriodicTask(
                "unfinished-orders", Schedule.every(properties.grace().dividedBy(2)), orders::finish);
    }
}
