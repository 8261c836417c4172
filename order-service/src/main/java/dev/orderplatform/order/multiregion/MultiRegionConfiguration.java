package dev.orderplatform.order.multiregion;

import dev.orderplatform.globaltransactions.GlobalTransactions;
import dev.orderplatform.order.sharding.BranchShards;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.postgres.DatabaseProperties;
import dev.orderplatform.web.identity.ServiceTokens;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

/** Only where there is a second region and a coordinator. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("platform.global.enabled")
class MultiRegionConfiguration {

    /** @param migrated has brought the schema up to date, undo log included */
    @Bean
    BranchShards branchShards(
            DatabaseProperties database, MultiRegionProperties properties, GlobalTransactions client, Shards migrated) {
        return BranchShards.open(database.withPoolSize(properties.poolSize()));
    }

    @Bean(initMethod = "warmUp")
    OrderBranch orderBranch(BranchShards shards) {
        return new OrderBranch(shards::database);
    }

    @Bean
    TwoRegions twoRegions(
            GlobalTransactions transactions,
            OrderBranch home,
            WebClient.Builder client,
            ServiceTokens tokens,
            MultiRegionProperties properties) {
        return new TwoRegions(transactions, home, new OtherRegion(client, tokens, properties));
    }
}
