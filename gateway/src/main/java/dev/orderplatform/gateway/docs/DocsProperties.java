package dev.orderplatform.gateway.docs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Fetching of the services' OpenAPI documents.
 *
 * @param timeout timeout for a service's first document, which takes a new JVM seconds on slow cores
 * @param refreshTimeout timeout if a previous document can be shown instead
 * @param lifetime time after which a document is fetched again
 */
@ConfigurationProperties("platform.gateway.docs")
record DocsProperties(
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("2s") Duration refreshTimeout,
        @DefaultValue("10s") Duration lifetime) {}
