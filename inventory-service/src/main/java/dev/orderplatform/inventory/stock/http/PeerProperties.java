package dev.orderplatform.inventory.stock.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The other regions' services.
 *
 * @param inventory base URLs of their inventory-services by region
 * @param timeout request timeout
 */
@ConfigurationProperties("platform.peers")
public record PeerProperties(
        @DefaultValue Map<String, URI> inventory,
        @DefaultValue("2s") Duration timeout) {}
