package dev.orderplatform.order.multiregion.jdbc;

import dev.orderplatform.globaltransactions.GlobalProperties;
import dev.orderplatform.globaltransactions.GlobalTransactions;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.order.RegionProperties;
import dev.orderplatform.order.multiregion.MultiRegionProperties;
import dev.orderplatform.order.publishing.OrderOutbox;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.postgres.DatabaseProperties;
import dev.orderplatform.postgres.Retention;
import java.util.stream.IntStream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Only where there is a second region and a coordinator. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("platform.global.enabled")
class BranchConfiguration {

    /** @param migrated has brought the schema up to date, undo log included */
    @Bean
    BranchShards branchShards(
            DatabaseProperties database, MultiRegionProperties properties, GlobalTransactions client, Shards migrated) {
        return BranchShards.open(database.withPoolSize(properties.poolSize()));
    }

    @Bean
    JdbcUndecidedOrders undecidedOrders(
            Shards shards, BranchShards branches, OrderOutbox outbox, RegionProperties properties) {
        new BranchWarmUp(branches).run();
        return new JdbcUndecidedOrders(shards, branches::database, outbox, properties.region());
    }

    /** A guard row makes a late branch fail whose transaction was rolled back. */
    @Bean
    Retention undoLogGuardRetention(Shards shards, GlobalProperties properties) {
        return new Retention(
                properties.guardRetention(),
                IntStream.range(0, ShardMap.DATABASES)
                        .mapToObj(shards::database)
                        .map(database -> new Retention.Table(database, "undo_log", "log_created", "log_status <> 0"))
                        .toList());
    }
}
