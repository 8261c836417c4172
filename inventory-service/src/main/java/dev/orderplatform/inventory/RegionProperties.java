package dev.orderplatform.inventory;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The region of this service.
 *
 * @param region its name
 */
@Validated
@ConfigurationProperties("platform")
public record RegionProperties(@NotBlank String region) {}
