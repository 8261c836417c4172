package dev.orderplatform.order.ids.jdbc;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import dev.orderplatform.order.ids.Lease;
import dev.orderplatform.order.ids.OrderIds;
import dev.orderplatform.order.sharding.Shards;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IdsConfiguration {
    @Bean(initMethod = "renewOrAcquire")
    JdbcLease workerLease(Shards shards, InstantSource clock, WorkerProperties properties) {
        return new JdbcLease(shards.database(0), clock, properties.first(), properties.last());
    }

    // Depends on the lease, so that it stops before the lease is released; otherwise it could acquire the lease again.
    @Bean(initMethod = "start")
    PeriodicTask workerLeaseRenewal(JdbcLease lease) {
        return new PeriodicTask("worker-lease", Schedule.every(JdbcLease.RENEWAL), lease::renewOrAcquire);
    }

    @Bean
    OrderIds orderIds(InstantSource clock, Lease lease) {
        return new OrderIds(clock, lease);
    }
}
