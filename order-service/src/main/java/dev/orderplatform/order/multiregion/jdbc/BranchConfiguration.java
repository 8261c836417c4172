package dev.orderplatform.order.multiregion.jdbc;

import dev.orderplatform.globaltransactions.GlobalProperties;
import dev.orderplatform.globaltransactions.GlobalTransactions;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.order.multiregion.MultiRegionProperties;
import dev.orderplatform.order.outbox.OrderOutbox;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.postgres.DatabaseProperties;
import dev.orderplatform.postgres.Retention;
import dev.orderplatform.regions.RegionProperties;
import java.util.stream.IntStream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Only if there is a second region and a coordinator. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("platform.global.enabled")
class BranchConfiguration {

    /** @param migrated not used: makes sure that the schema, including the undo log, is migrated first */
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

    /** Retention of the guard rows: such a row makes a late branch of a rolled-back transaction fail. */
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
