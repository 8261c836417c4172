package dev.orderplatform.logistics.kafka;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.ShipmentEvent;
import dev.orderplatform.inbox.EventConsumers;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.inbox.RegionConsumers;
import dev.orderplatform.inbox.UnknownTypes;
import dev.orderplatform.kafka.RegionBrokers;
import dev.orderplatform.regions.RegionProperties;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parcels of the other regions. */
@Configuration(proxyBeanMethods = false)
class OtherRegionsConsumers {
    /** Makes fewer, larger transactions; adds up to twice this time to the replication lag. */
    private static final Duration LINGER = Duration.ofMillis(200);

    @Bean
    RegionConsumers otherRegionsParcels(
            EventConsumers consumers,
            RegionBrokers brokers,
            RegionProperties own,
            EventHandler<ShipmentEvent> replicas,
            DataSource database) {
        Map<String, String> others = new HashMap<>(brokers.regions());
        others.remove(own.region());
        return consumers.consumers(
                "logistics-replication",
                EventStreams.SHIPMENT,
                replicas,
                UnknownTypes.storedByVersion(database),
                others,
                LINGER);
    }
}
