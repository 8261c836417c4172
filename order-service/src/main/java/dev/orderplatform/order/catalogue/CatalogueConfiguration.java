package dev.orderplatform.order.catalogue;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CatalogueConfiguration {
    @Bean(initMethod = "useStored")
    CachedPrices prices(Products stored, Catalogue catalogue) {
        return new CachedPrices(stored, catalogue);
    }

    @Bean(initMethod = "start")
    PeriodicTask catalogueRefresh(CachedPrices prices, CatalogueProperties properties) {
        Schedule schedule = Schedule.every(properties.refresh())
                .startingAtOnce()
                .retryingAfter(properties.retry(), properties.retry());
        return new PeriodicTask("catalogue-refresh", schedule, prices::refresh);
    }
}
