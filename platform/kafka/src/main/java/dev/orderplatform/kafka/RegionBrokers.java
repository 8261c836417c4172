package dev.orderplatform.kafka;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The regions' brokers, for a service that consumes from several regions.
 *
 * @param regions bootstrap servers by region
 */
@ConfigurationProperties("platform.kafka")
public record RegionBrokers(@DefaultValue Map<String, String> regions) {}
