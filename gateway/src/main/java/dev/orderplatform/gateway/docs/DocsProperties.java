package dev.orderplatform.gateway.docs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The services' OpenAPI documents.
 *
 * @param timeout longest wait for a service's first document: on slow cores it takes a new JVM seconds to make
 * @param refreshTimeout longest wait when an earlier document of the service can be shown instead
 * @param lifetime of a document; older ones are asked for again
 */
@ConfigurationProperties("platform.gateway.docs")
record DocsProperties(
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("2s") Duration refreshTimeout,
        @DefaultValue("10s") Duration lifetime) {}
