package dev.orderplatform.logistics.http;

import dev.orderplatform.heartbeat.HeartbeatSource;
import dev.orderplatform.postgres.DatabaseProperties;
import dev.orderplatform.regions.RegionProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this region needs to book a parcel: its PostgreSQL server, its broker and the carrier. */
@Configuration(proxyBeanMethods = false)
class HeartbeatConfiguration {

    @Bean
    HeartbeatSource heartbeatSource(RegionProperties own, DatabaseProperties database, CarrierProperties carrier) {
        return new HeartbeatSource("logistics-service-" + own.region(), database, carrier.url() + "/health");
    }
}
