package dev.orderplatform.order.lifecycle;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LifecycleConfiguration {

    @Bean(initMethod = "start")
    PeriodicTask pendingOrdersTask(RepublishPendingOrders orders) {
        return new PeriodicTask("pending-orders", Schedule.every(Duration.ofSeconds(10)), orders::resend);
    }

    @Bean(initMethod = "start")
    PeriodicTask paymentWindowTask(ExpireOrders orders) {
        return new PeriodicTask("payment-window", Schedule.every(Duration.ofSeconds(1)), orders::expire);
    }
}
