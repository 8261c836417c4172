package dev.orderplatform.inventory.catalogue.demo;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The demo catalogue. For demos and load tests only; the profile {@code demo} turns it on.
 *
 * @param enabled whether an empty catalogue is filled at start
 * @param stock units of each SKU
 */
@Validated
@ConfigurationProperties("platform.inventory.seed")
record SeedProperties(
        @DefaultValue("false") boolean enabled,
        @Min(0) @DefaultValue("1000") long stock) {}
