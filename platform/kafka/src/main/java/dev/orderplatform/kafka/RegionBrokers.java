package dev.orderplatform.kafka;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where each region's broker is, for a service that reads more than its own region's.
 *
 * @param regions bootstrap servers by the region's name
 */
@ConfigurationProperties("platform.kafka")
public record RegionBrokers(@DefaultValue Map<String, String> regions) {}
