package dev.orderplatform.order.catalogue;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where prices come from.
 *
 * @param url base URL of the region's inventory-service
 * @param refresh pause between two fetches of the catalogue; the maximum delay of a price change
 * @param retry pause after a failed fetch
 * @param timeout time limit for one page
 */
@ConfigurationProperties("platform.catalogue")
public record CatalogueProperties(
        @DefaultValue("http://127.0.0.1:8102") String url,
        @DefaultValue("60s") Duration refresh,
        @DefaultValue("1s") Duration retry,
        @DefaultValue("5s") Duration timeout) {}
