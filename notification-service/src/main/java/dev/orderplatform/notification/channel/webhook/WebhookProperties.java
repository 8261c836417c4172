package dev.orderplatform.notification.channel.webhook;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Notifications by webhook.
 *
 * @param endpoints max endpoints that are sent to at once, in each lane
 * @param perEndpoint max requests at once to an endpoint
 * @param batch max webhooks in an endpoint's turn
 * @param slice time after which a turn starts no further request
 * @param lease of an endpoint; if its process dies, another one sends its webhooks again after this time
 * @param slowAfter duration of a request from which on its endpoint is considered slow
 * @param pollInterval polling interval for webhooks that are due
 * @param connectTimeout for each address of the endpoint's host
 * @param responseTimeout for the response's headers, and between two parts of its body
 * @param timeout for a request as a whole, from the look-up of the host to the end of the response
 * @param backOff after each failed attempt; one that fails after the last of them is given up. Jitter is added
 */
@Validated
@ConfigurationProperties("platform.notification.webhooks")
public record WebhookProperties(
        @Min(1) @Max(1000) @DefaultValue("32") int endpoints,
        @Min(1) @Max(100) @DefaultValue("4") int perEndpoint,
        @Min(1) @Max(1000) @DefaultValue("20") int batch,
        @DefaultValue("5s") Duration slice,
        @DefaultValue("40s") Duration lease,
        @DefaultValue("2s") Duration slowAfter,
        @DefaultValue("500ms") Duration pollInterval,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("5s") Duration responseTimeout,
        @DefaultValue("10s") Duration timeout,

        @NotEmpty @DefaultValue({"5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h"})
        List<Duration> backOff) {
    /** Of the back-off, to either side: webhooks that failed together do not come back together. */
    private static final double JITTER = 0.2;

    public WebhookProperties {
        backOff = List.copyOf(backOff);
        if (lease.compareTo(slice.plus(timeout)) <= 0) {
            throw new IllegalArgumentException("platform.notification.webhooks.lease " + lease
                    + " must be greater than slice and timeout together: an endpoint could be leased twice at once");
        }
    }

    /**
     * The time until the next attempt; empty to give up.
     *
     * @param failures number of failed attempts, from 1
     * @param random from 0 to 1
     */
    Optional<Duration> retryAfter(int failures, double random) {
        if (failures > backOff.size()) {
            return Optional.empty();
        }
        double factor = 1 - JITTER + 2 * JITTER * random;
        return Optional.of(Duration.ofMillis((long) (backOff.get(failures - 1).toMillis() * factor)));
    }
}
