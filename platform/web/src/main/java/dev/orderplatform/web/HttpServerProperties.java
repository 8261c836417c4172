package dev.orderplatform.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration of a service's HTTP server.
 *
 * @param requestTimeout time to receive a request's body; a slower one is rejected with 408
 */
@ConfigurationProperties("platform.http")
record HttpServerProperties(@DefaultValue("15s") Duration requestTimeout) {}
