package dev.orderplatform.gateway.routing;

import dev.orderplatform.background.PeriodicTask;
import dev.orderplatform.background.Schedule;
import dev.orderplatform.gateway.GatewayProperties;
import dev.orderplatform.gateway.GatewayProperties.Region;
import dev.orderplatform.ids.RegionMap;
import dev.orderplatform.regions.ControlDatabase;
import dev.orderplatform.regions.ControlProperties;
import dev.orderplatform.regions.LiveRegionMap;
import dev.orderplatform.regions.RequestSlot;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.gateway.handler.AsyncPredicate;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** One route a service and region; a route's id is the name of the process behind it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ControlProperties.class)
class Routes {
    private static final String HOME = Routes.class.getName() + ".home";

    // A guess is enough to start with: a service that it does not lead to names the owner.
    @Bean
    LiveRegionMap liveRegionMap(ControlProperties control, GatewayProperties gateway) {
        List<String> regions = gateway.regions().keySet().stream().sorted().toList();
        return new LiveRegionMap(new ControlDatabase(control), RegionMap.even(regions));
    }

    @Bean(initMethod = "start")
    PeriodicTask regionMapRefresh(LiveRegionMap map, ControlProperties control) {
        return new PeriodicTask("region-map", Schedule.every(control.refresh()).startingAtOnce(), map::refresh);
    }

    @Bean
    HomeRegion homeRegion(LiveRegionMap map) {
        return exchange -> exchange.getPrincipal()
                .map(user -> RequestSlot.of(exchange.getRequest().getURI().getPath(), Long.parseLong(user.getName())))
                .map(slot -> map.current().ownerOf(slot).region());
    }

    @Bean
    RouteLocator routeLocator(RouteLocatorBuilder locator, GatewayProperties gateway, HomeRegion home) {
        RouteLocatorBuilder.Builder routes = locator.routes();
        gateway.regions().forEach((name, region) -> inRegion(routes, name, region, home));
        return routes.route(
                        "notification-service",
                        route -> route.path("/api/v1/notifications/**").uri(gateway.notificationService()))
                .build();
    }

    /** The route to a region's order-service. */
    static String orderServiceIn(String region) {
        return "order-service-" + region;
    }

    // Once a request: the map may change while it is asked for one region after the other, and none would be it.
    private static Mono<String> found(HomeRegion home, ServerWebExchange exchange) {
        String before = exchange.getAttribute(HOME);
        return before != null
                ? Mono.just(before)
                : home.of(exchange).doOnNext(region -> exchange.getAttributes().put(HOME, region));
    }

    private static void inRegion(RouteLocatorBuilder.Builder routes, String name, Region region, HomeRegion home) {
        AsyncPredicate<ServerWebExchange> isHome =
                exchange -> found(home, exchange).map(name::equals);
        routes.route(
                        orderServiceIn(name),
                        route -> route.path("/api/v1/orders/**")
                                .and()
                                .asyncPredicate(isHome)
                                .uri(region.orderService()))
                .route(
                        "inventory-service-" + name,
                        route -> route.path("/api/v1/catalogue/**", "/api/v1/stock/**")
                                .and()
                                .asyncPredicate(isHome)
                                .uri(region.inventoryService()));
    }
}
