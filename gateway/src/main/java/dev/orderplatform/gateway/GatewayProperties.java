package dev.orderplatform.gateway;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Upstream services and request limits.
 *
 * @param services the services by name, from the generated routes.yml
 * @param bodyLimit max body of a request
 * @param bodies memory for the bodies of all concurrent requests
 * @param bodiesOfOneUser memory for the bodies of one user's concurrent requests
 * @param requestsPerSecond per user; the default is for demos and load tests
 * @param streams max concurrent event streams; each uses an upstream connection in addition to those for requests
 * @param streamsOfOneUser max concurrent event streams of one user
 * @param callbacks limits of callbacks. Anybody can send them, so they must take nothing from users
 */
@Validated
@ConfigurationProperties("platform.gateway")
public record GatewayProperties(
        @NotEmpty Map<String, @Valid UpstreamService> services,
        @DefaultValue("1MB") DataSize bodyLimit,
        @DefaultValue("32MB") DataSize bodies,
        @DefaultValue("8MB") DataSize bodiesOfOneUser,
        @DefaultValue("2000") @Min(1) int requestsPerSecond,
        @DefaultValue("1024") @Min(1) int streams,
        @DefaultValue("64") @Min(1) int streamsOfOneUser,
        @Valid @DefaultValue Callbacks callbacks) {

    /**
     * Limits of the routes that are open without a token. Behind a load balancer all callbacks have the same address.
     *
     * @param bodyLimit max body of a callback
     * @param bodies memory for the bodies of all concurrent callbacks
     * @param bodiesOfOneAddress memory for the bodies of concurrent callbacks from one address
     * @param requestsPerSecond per address; the default is for demos and load tests
     */
    public record Callbacks(
            @DefaultValue("64KB") DataSize bodyLimit,
            @DefaultValue("8MB") DataSize bodies,
            @DefaultValue("4MB") DataSize bodiesOfOneAddress,
            @DefaultValue("2000") @Min(1) int requestsPerSecond) {}

    public UpstreamService service(String name) {
        return Objects.requireNonNull(services.get(name), name);
    }

    /** The names of all regions, sorted. */
    public List<String> regions() {
        return services.values().stream()
                .filter(UpstreamService::isRegional)
                .flatMap(service -> service.urls().keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }
}
