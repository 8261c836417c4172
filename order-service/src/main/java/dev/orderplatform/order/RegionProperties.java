package dev.orderplatform.order;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which region this service runs in.
 *
 * @param region east or west; it also gives the service its share of worker ids
 */
@ConfigurationProperties("platform")
public record RegionProperties(@DefaultValue("east") String region) {}
