package dev.orderplatform.recommendation.http;

import dev.orderplatform.web.outbound.CallLimits;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The inventory-services. The catalogue is the same in all regions.
 *
 * @param urls base URLs by region
 * @param catalogueTimeout for a page of the catalogue
 * @param catalogueRefresh pause between two fetches of the catalogue; the maximum delay of a new price
 * @param catalogueRetry pause after a failed fetch
 * @param stockTimeout for a query of stock, in a request of a customer
 * @param stockTtl how long stock is served from memory
 * @param stockConcurrency queries of a region in progress at most
 */
@ConfigurationProperties("platform.inventory")
record InventoryProperties(
        @DefaultValue Map<String, URI> urls,
        @DefaultValue("5s") Duration catalogueTimeout,
        @DefaultValue("60s") Duration catalogueRefresh,
        @DefaultValue("1s") Duration catalogueRetry,
        @DefaultValue("300ms") Duration stockTimeout,
        @DefaultValue("3s") Duration stockTtl,
        @DefaultValue("16") int stockConcurrency) {

    InventoryProperties {
        urls = Map.copyOf(urls);
    }

    CallLimits catalogueLimits() {
        return new CallLimits(catalogueTimeout, 1, 1);
    }

    CallLimits stockLimits() {
        return new CallLimits(stockTimeout, 1, stockConcurrency);
    }
}
