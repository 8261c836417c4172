package dev.orderplatform.gateway.routing;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import dev.orderplatform.gateway.GatewayProperties;
import dev.orderplatform.gateway.UpstreamService;
import dev.orderplatform.gateway.callbacks.CallbackSlot;
import dev.orderplatform.ids.RegionMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.regions.ControlDatabase;
import dev.orderplatform.regions.ControlProperties;
import dev.orderplatform.regions.LiveRegionMap;
import dev.orderplatform.regions.RequestSlot;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.gateway.handler.AsyncPredicate;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** One route per instance of a service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ControlProperties.class)
class Routes {
    private static final String HOME = Routes.class.getName() + ".home";
    private static final String SERVICE = "service";
    private static final AsyncPredicate<ServerWebExchange> ALWAYS = _ -> Mono.just(true);

    // The initial map is only a guess: a service that is not the owner returns the owner's name.
    @Bean
    LiveRegionMap liveRegionMap(ControlProperties control, GatewayProperties gateway) {
        return new LiveRegionMap(new ControlDatabase(control), RegionMap.even(gateway.regions()));
    }

    @Bean(initMethod = "start")
    PeriodicTask regionMapRefresh(LiveRegionMap map, ControlProperties control) {
        return new PeriodicTask("region-map", Schedule.every(control.refresh()).startingAtOnce(), map::refresh);
    }

    @Bean
    HomeRegion homeRegion(LiveRegionMap map) {
        return exchange ->
                slotOf(exchange).map(slot -> map.current().ownerOf(slot).region());
    }

    private static Mono<Slot> slotOf(ServerWebExchange exchange) {
        return CallbackSlot.of(exchange)
                .map(Mono::just)
                .orElseGet(() -> exchange.getPrincipal()
                        .map(user -> RequestSlot.of(
                                exchange.getRequest().getURI().getPath(), Long.parseLong(user.getName()))));
    }

    @Bean
    RouteLocator routeLocator(RouteLocatorBuilder locator, GatewayProperties gateway, HomeRegion home) {
        RouteLocatorBuilder.Builder routes = locator.routes();
        gateway.services()
                .forEach((name, service) -> service.urls()
                        .forEach((instance, url) -> routes.route(
                                id(name, instance),
                                route -> route.path(service.paths())
                                        .and()
                                        .asyncPredicate(service.isRegional() ? isHome(instance, home) : ALWAYS)
                                        .metadata(SERVICE, name)
                                        .uri(url))));
        return routes.build();
    }

    /** The id of a route: the name of the upstream process. */
    static String id(String service, String instance) {
        return instance.equals(UpstreamService.ALL_REGIONS) ? service : service + "-" + instance;
    }

    /** The service to which a request is routed. */
    static String serviceOf(ServerWebExchange exchange) {
        Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        return String.valueOf(route.getMetadata().get(SERVICE));
    }

    private static AsyncPredicate<ServerWebExchange> isHome(String region, HomeRegion home) {
        return exchange -> homeOf(exchange, home).map(region::equals);
    }

    // Computed once per request: if the map changed between the predicates of two routes, neither might match.
    private static Mono<String> homeOf(ServerWebExchange exchange, HomeRegion home) {
        String cached = exchange.getAttribute(HOME);
        return cached != null
                ? Mono.just(cached)
                : home.of(exchange).doOnNext(region -> exchange.getAttributes().put(HOME, region));
    }
}
