package dev.orderplatform.order.replicating.kafka;

import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.contracts.OrderEvent;
import dev.orderplatform.contracts.ShipmentEvent;
import dev.orderplatform.inbox.EventConsumers;
import dev.orderplatform.inbox.EventHandler;
import dev.orderplatform.inbox.RegionConsumers;
import dev.orderplatform.inbox.UnknownTypes;
import dev.orderplatform.kafka.RegionBrokers;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.regions.RegionProperties;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OtherRegionsConsumers {

    @Bean
    RegionConsumers otherRegionsOrders(
            EventConsumers consumers,
            RegionBrokers brokers,
            RegionProperties own,
            EventHandler<OrderEvent> handler,
            Shards shards,
            ReplicationProperties properties) {
        return consumers.consumers(
                "order-replication",
                EventStreams.ORDER,
                handler,
                UnknownTypes.storedByVersion(shards.database(0)),
                others(brokers, own),
                properties.linger());
    }

    @Bean
    RegionConsumers otherRegionsParcels(
            EventConsumers consumers,
            RegionBrokers brokers,
            RegionProperties own,
            EventHandler<ShipmentEvent> jdbcReplicaParcels,
            Shards shards,
            ReplicationProperties properties) {
        return consumers.consumers(
                "order-parcel-replication",
                EventStreams.SHIPMENT,
                jdbcReplicaParcels,
                UnknownTypes.stored(shards.database(0)),
                others(brokers, own),
                properties.linger());
    }

    private static Map<String, String> others(RegionBrokers brokers, RegionProperties own) {
        Map<String, String> others = new HashMap<>(brokers.regions());
        others.remove(own.region());
        return others;
    }

    /** {@code platform.replication.lag}: events of region {@code from} that are not applied here yet. */
    @Bean
    MeterBinder replicationLag(RegionConsumers otherRegionsOrders) {
        return registry -> otherRegionsOrders
                .regions()
                .forEach(region -> Gauge.builder("platform.replication.lag", () -> otherRegionsOrders.lag(region))
                        .tag("from", region)
                        .register(registry));
    }
}
