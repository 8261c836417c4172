package dev.orderplatform.order.heartbeat;

import dev.orderplatform.heartbeat.HeartbeatSource;
import dev.orderplatform.order.catalogue.CatalogueProperties;
import dev.orderplatform.postgres.DatabaseProperties;
import dev.orderplatform.regions.RegionProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this region needs to decide an order: its PostgreSQL server, its broker and its inventory-service. */
@Configuration(proxyBeanMethods = false)
class HeartbeatConfiguration {

    @Bean
    HeartbeatSource heartbeatSource(RegionProperties own, DatabaseProperties databases, CatalogueProperties catalogue) {
        // One database stands for all four: they are on one server.
        return new HeartbeatSource(own.region(), databases.shard(0), catalogue.url() + "/actuator/health/readiness");
    }
}
