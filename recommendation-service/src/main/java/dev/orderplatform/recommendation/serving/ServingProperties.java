package dev.orderplatform.recommendation.serving;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is served from memory.
 *
 * @param cacheTtl how long scores and best sellers are served from memory
 * @param cachedScores limit of the scores in memory, some 90 bytes each
 */
@ConfigurationProperties("platform.recommendations.serving")
record ServingProperties(
        @DefaultValue("10s") Duration cacheTtl,
        @DefaultValue("200000") int cachedScores) {}
