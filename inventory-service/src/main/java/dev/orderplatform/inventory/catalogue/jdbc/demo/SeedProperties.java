package dev.orderplatform.inventory.catalogue.jdbc.demo;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The demo catalogue, for demos and load tests only. The profile {@code demo} enables it.
 *
 * @param enabled whether an empty catalogue is filled at startup
 * @param stock units of each SKU
 */
@Validated
@ConfigurationProperties("platform.inventory.seed")
record SeedProperties(
        @DefaultValue("false") boolean enabled,
        @Min(0) @DefaultValue("1000") long stock) {}
