package dev.orderplatform.gateway;

import dev.orderplatform.web.identity.Scope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A service behind the gateway.
 *
 * @param routes its public paths; the first one that matches decides who may call it
 * @param urls base URLs of its instances by region, or a single one named {@link #ALL_REGIONS}. A region that this
 *     platform does not have may have a blank one
 */
public record UpstreamService(
        @NotEmpty List<@Valid Route> routes, @NotEmpty Map<String, String> urls) {

    /** The name of the only instance of a service that serves all regions. */
    public static final String ALL_REGIONS = "all";

    public UpstreamService {
        urls = urls.entrySet().stream()
                .filter(instance -> !instance.getValue().isBlank())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * A public path.
     *
     * @param path Spring path pattern
     * @param scopes any of them is required; none: a callback, open without a token
     * @param idField of a callback: the field of its JSON body with the id, {@code <orderId>-<n>}, that determines the
     *     region
     */
    public record Route(
            @NotBlank String path,
            @DefaultValue Set<Scope> scopes,
            @DefaultValue("") String idField) {

        public Route {
            // Forgotten scopes must not open a route.
            if (scopes.isEmpty() == idField.isEmpty()) {
                throw new IllegalArgumentException("a route has either scopes or an idField: " + path);
            }
        }

        public boolean isCallback() {
            return scopes.isEmpty();
        }
    }

    public boolean isRegional() {
        return !urls.containsKey(ALL_REGIONS);
    }

    public String[] paths() {
        return routes.stream().map(Route::path).toArray(String[]::new);
    }

    /** The instance of a region, or {@link #ALL_REGIONS}. */
    public Optional<URI> in(String region) {
        return Optional.ofNullable(urls.get(region)).map(URI::create);
    }

    /** Any instance: all run the same code. */
    public URI any() {
        return URI.create(urls.values().iterator().next());
    }
}
