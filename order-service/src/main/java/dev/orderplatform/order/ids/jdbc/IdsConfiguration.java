package dev.orderplatform.order.ids.jdbc;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import dev.orderplatform.order.RegionProperties;
import dev.orderplatform.order.ids.Lease;
import dev.orderplatform.order.ids.OrderIds;
import dev.orderplatform.order.sharding.Shards;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IdsConfiguration {
    private static final int WORKERS_A_REGION = 16;
    private static final Map<String, Integer> FIRST_WORKER = Map.of("east", 0, "west", WORKERS_A_REGION);

    @Bean(initMethod = "renewOrAcquire")
    JdbcLease workerLease(Shards shards, InstantSource clock, RegionProperties properties) {
        Integer first = FIRST_WORKER.get(properties.region());
        if (first == null) {
            throw new IllegalArgumentException("platform.region must be one of " + FIRST_WORKER.keySet());
        }
        return new JdbcLease(shards.database(0), clock, first, first + WORKERS_A_REGION - 1);
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
