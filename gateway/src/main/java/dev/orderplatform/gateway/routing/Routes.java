package dev.orderplatform.gateway.routing;

import dev.orderplatform.gateway.GatewayProperties;
import dev.orderplatform.gateway.GatewayProperties.Region;
import org.springframework.cloud.gateway.handler.AsyncPredicate;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** One route a service and region; a route's id is the name of the process behind it. */
@Configuration(proxyBeanMethods = false)
class Routes {

    /** One region owns all slots. */
    @Bean
    HomeRegion homeRegion(GatewayProperties gateway) {
        Mono<String> only = Mono.just(gateway.regions().keySet().iterator().next());
        return _ -> only;
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

    private static void inRegion(RouteLocatorBuilder.Builder routes, String name, Region region, HomeRegion home) {
        AsyncPredicate<ServerWebExchange> isHome = exchange -> home.of(exchange).map(name::equals);
        routes.route(
                        "order-service-" + name,
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
