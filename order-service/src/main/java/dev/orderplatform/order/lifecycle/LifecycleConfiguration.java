package dev.orderplatform.order.lifecycle;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import dev.orderplatform.contracts.EventStreams;
import dev.orderplatform.globaltransactions.GlobalProperties;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.inbox.EventConsumers;
import dev.orderplatform.inbox.InboxProperties;
import dev.orderplatform.inbox.UnknownTypes;
import dev.orderplatform.order.RegionProperties;
import dev.orderplatform.order.multiregion.TwoRegions;
import dev.orderplatform.order.publishing.OrderOutbox;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.order.viewing.Orders;
import dev.orderplatform.postgres.Retention;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.IntStream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

@Configuration(proxyBeanMethods = false)
class LifecycleConfiguration {

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> stockEvents(
            EventConsumers consumers, ApplyStockEvents handler, Shards shards) {
        return consumers.consumer(
                "order-service", EventStreams.STOCK, handler, UnknownTypes.stored(shards.database(0)));
    }

    @Bean
    Retention inboxRetention(Shards shards, InboxProperties properties) {
        return new Retention(
                properties.retention(),
                IntStream.range(0, ShardMap.TABLES)
                        .mapToObj(ShardMap.Table::new)
                        .map(table -> new Retention.Table(
                                shards.database(table.database()), "t_inbox_" + table.index(), "received_at"))
                        .toList());
    }

    /** Guards tell a late branch that it was rolled back. */
    @Bean
    @ConditionalOnProperty("platform.global.enabled")
    Retention undoLogGuardRetention(Shards shards, GlobalProperties properties) {
        return new Retention(
                properties.guardRetention(),
                IntStream.range(0, ShardMap.DATABASES)
                        .mapToObj(shards::database)
                        .map(database -> new Retention.Table(database, "undo_log", "log_created", "log_status <> 0"))
                        .toList());
    }

    @Bean
    @ConditionalOnProperty("platform.global.enabled")
    UndecidedOrders undecidedOrders(
            Shards shards,
            Orders orders,
            OrderOutbox outbox,
            TwoRegions regions,
            RegionProperties properties,
            InstantSource clock) {
        return new UndecidedOrders(shards, orders, outbox, regions, properties, clock);
    }

    @Bean(initMethod = "start")
    @ConditionalOnProperty("platform.global.enabled")
    PeriodicTask undecidedOrdersRecovery(UndecidedOrders orders) {
        return new PeriodicTask("undecided-orders", Schedule.every(Duration.ofSeconds(1)), orders::recover);
    }

    @Bean(initMethod = "start")
    PeriodicTask pendingOrdersTask(PendingOrders orders) {
        return new PeriodicTask("pending-orders", Schedule.every(Duration.ofSeconds(10)), orders::resend);
    }
}
