package dev.orderplatform.payment.heartbeat;

import dev.orderplatform.heartbeat.HeartbeatSource;
import dev.orderplatform.payment.provider.http.ProviderHttpProperties;
import dev.orderplatform.postgres.DatabaseProperties;
import dev.orderplatform.regions.RegionProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this region needs to execute a refund: its PostgreSQL server, its broker and the payment provider. */
@Configuration(proxyBeanMethods = false)
class HeartbeatConfiguration {

    @Bean
    HeartbeatSource heartbeatSource(
            RegionProperties own, DatabaseProperties database, ProviderHttpProperties provider) {
        return new HeartbeatSource(
                "payment-service-" + own.region(),
                database,
                provider.url().resolve("/health").toString());
    }
}
