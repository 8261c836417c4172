package dev.orderplatform.order;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which region this service runs in.
 *
 * @param region its name
 */
@ConfigurationProperties("platform")
public record RegionProperties(String region) {}
