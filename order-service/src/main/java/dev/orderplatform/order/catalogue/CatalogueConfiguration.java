package dev.orderplatform.order.catalogue;

import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.web.identity.ServiceTokens;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

@Configuration(proxyBeanMethods = false)
class CatalogueConfiguration {

    @Bean(initMethod = "start")
    KeptPrices prices(Shards shards, WebClient.Builder client, ServiceTokens tokens, CatalogueProperties properties) {
        return new KeptPrices(
                new JdbcProducts(shards.database(0)), new InventoryCatalogue(client, tokens, properties), properties);
    }
}
