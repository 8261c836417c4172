package dev.orderplatform.regions;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Which region this service runs in.
 *
 * @param region its name
 */
@Validated
@ConfigurationProperties("platform")
public record RegionProperties(@NotBlank String region) {}
