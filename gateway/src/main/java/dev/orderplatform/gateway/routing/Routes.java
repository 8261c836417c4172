package dev.orderplatform.gateway.routing;

import dev.orderplatform.gateway.GatewayProperties;
import dev.orderplatform.gateway.GatewayProperties.Region;
import dev.orderplatform.regions.ControlDatabase;
import dev.orderplatform.regions.ControlProperties;
import dev.orderplatform.regions.LiveRegionMap;
import dev.orderplatform.regions.RequestSlot;
import dev.orderplatform.slots.RegionMap;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.gateway.handler.AsyncPredicate;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.ServerWebExchange;

/** One route a service and region; a route's id is the name of the process behind it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ControlProperties.class)
class Routes {

    // A guess is enough to start with: a service that it does not lead to names the owner.
    @Bean(initMethod = "start")
    LiveRegionMap liveRegionMap(ControlProperties control, GatewayProperties gateway) {
        List<String> regions = gateway.regions().keySet().stream().sorted().toList();
        return new LiveRegionMap(new ControlDatabase(control), control.refresh(), RegionMap.even(regions));
    }

    @Bean
    HomeRegion homeRegion(LiveRegionMap map) {
        return exchange -> exchange.getPrincipal()
                .map(user -> RequestSlot.of(
                        exchange.getRequest().getPath().pathWithinApplication().value(),
                        Long.parseLong(user.getName())))
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

    private static void inRegion(RouteLocatorBuilder.Builder routes, String name, Region region, HomeRegion home) {
        AsyncPredicate<ServerWebExchange> isHome = exchange -> home.of(exchange).map(name::equals);
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
