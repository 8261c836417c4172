package dev.orderplatform.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The HTTP server of a service.
 *
 * @param requestTimeout a request's body is read for so long; what is not there then is refused with 408
 */
@ConfigurationProperties("platform.http")
record HttpServerProperties(@DefaultValue("15s") Duration requestTimeout) {}
