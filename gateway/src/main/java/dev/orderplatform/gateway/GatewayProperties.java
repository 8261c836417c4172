package dev.orderplatform.gateway;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What the gateway stands in front of, and what it lets through.
 *
 * @param regions by name, what runs in each
 * @param notificationService runs once, for all regions
 * @param bodyLimit the longest body of a request
 * @param bodies memory for the bodies of all requests that are under way
 * @param bodiesOfOneUser of it
 * @param requestsPerSecond of one user; the default is meant for demos and load tests
 * @param streams of events, at once; each has a connection to a service beside those for requests
 * @param streamsOfOneUser of them, at once
 */
@Validated
@ConfigurationProperties("platform.gateway")
public record GatewayProperties(
        @NotEmpty Map<String, @Valid Region> regions,
        @NotNull URI notificationService,
        @DefaultValue("1MB") DataSize bodyLimit,
        @DefaultValue("32MB") DataSize bodies,
        @DefaultValue("8MB") DataSize bodiesOfOneUser,
        @DefaultValue("2000") @Min(1) int requestsPerSecond,
        @DefaultValue("1024") @Min(1) int streams,
        @DefaultValue("64") @Min(1) int streamsOfOneUser) {

    /** The services of one region. */
    public record Region(@NotNull URI orderService, @NotNull URI inventoryService) {}
}
