package dev.orderplatform.order.catalogue;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import dev.orderplatform.order.sharding.Shards;
import dev.orderplatform.web.identity.ServiceTokens;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

@Configuration(proxyBeanMethods = false)
class CatalogueConfiguration {

    @Bean(initMethod = "useKept")
    KeptPrices prices(Shards shards, WebClient.Builder client, ServiceTokens tokens, CatalogueProperties properties) {
        return new KeptPrices(new JdbcProducts(shards.database(0)), new InventoryCatalogue(client, tokens, properties));
    }

    @Bean(initMethod = "start")
    PeriodicTask catalogueRefresh(KeptPrices prices, CatalogueProperties properties) {
        Schedule schedule = Schedule.every(properties.refresh())
                .startingAtOnce()
                .retryingAfter(properties.retry(), properties.retry());
        return new PeriodicTask("catalogue-refresh", schedule, prices::refresh);
    }
}
