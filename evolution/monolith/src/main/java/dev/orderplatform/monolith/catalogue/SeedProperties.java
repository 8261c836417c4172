package dev.orderplatform.monolith.catalogue;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The demo catalogue, for demos and load tests only.
 *
 * @param stock initial units of each SKU in an empty database
 */
@ConfigurationProperties("platform.monolith")
record SeedProperties(@DefaultValue("1000") long stock) {}
