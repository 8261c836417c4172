package dev.orderplatform.runtime.topology;

import static dev.orderplatform.runtime.topology.Route.Scope.OPERATOR;
import static dev.orderplatform.runtime.topology.Route.Scope.ORDERS;
import static dev.orderplatform.runtime.topology.Service.Use.ALL_BROKERS;
import static dev.orderplatform.runtime.topology.Service.Use.COORDINATOR;
import static dev.orderplatform.runtime.topology.Service.Use.DEMO_PROFILE;
import static dev.orderplatform.runtime.topology.Service.Use.ENDPOINT_KEY;
import static dev.orderplatform.runtime.topology.Service.Use.PAYMENT_WINDOW;
import static dev.orderplatform.runtime.topology.Service.Use.REGION_MAP;
import static dev.orderplatform.runtime.topology.Service.Use.REGION_MAP_SCHEMA;
import static dev.orderplatform.runtime.topology.Service.Use.ROUTES;
import static dev.orderplatform.runtime.topology.Service.Use.SIGNING_KEY;
import static dev.orderplatform.runtime.topology.Service.Use.STOCK;

import dev.orderplatform.contracts.EventStreams;
import java.util.List;

/**
 * The services, each declared once. Processes, databases and roles, the gateway's routes and access rules, API
 * documents, images and docker-compose.yml follow from this list: after a change, run {@code ./orderctl generate}.
 */
final class Services {

    static final List<Service> ALL = List.of(
            Service.inEachRegion("order-service", 8101)
                    .databases("order", "order_ds_{n}", 4)
                    .routes("/api/v1/orders/**", ORDERS)
                    .uses(REGION_MAP_SCHEMA, ALL_BROKERS, COORDINATOR, DEMO_PROFILE, PAYMENT_WINDOW)
                    .consumes("order-service", EventStreams.STOCK)
                    .consumes("order-payments", EventStreams.PAYMENT)
                    .consumes("order-shipments", EventStreams.SHIPMENT)
                    .consumesOtherRegions("order-replication", EventStreams.ORDER)
                    .consumesOtherRegions("order-parcel-replication", EventStreams.SHIPMENT)
                    .calls("inventory-service", "PLATFORM_CATALOGUE_URL")
                    .callsOtherRegions("PLATFORM_MULTI_REGION_PEER")
                    .megabytes(320, 560),
            Service.inEachRegion("inventory-service", 8102)
                    .database("inventory")
                    .routes("/api/v1/stock/transfers/**", OPERATOR)
                    .routes("/api/v1/stock/**", ORDERS, OPERATOR)
                    .routes("/api/v1/catalogue/**", ORDERS, OPERATOR)
                    .uses(COORDINATOR, DEMO_PROFILE, STOCK)
                    .consumes("inventory-service", EventStreams.ORDER)
                    .callsOtherRegions("PLATFORM_PEERS_INVENTORY_{REGION}")
                    .megabytes(160, 448),
            Service.inEachRegion("payment-service", 8104)
                    .database("payment")
                    .callback("/api/v1/payments/callback", "paymentId")
                    .routes("/api/v1/payments/**", ORDERS)
                    .uses(ALL_BROKERS, REGION_MAP)
                    .consumes("payment-service", EventStreams.ORDER)
                    .consumesOtherRegions("payment-replication", EventStreams.PAYMENT)
                    .calls("order-service", "PLATFORM_ORDERS_URL")
                    .callsSimulator("payment-provider", "PLATFORM_PAYMENT_PROVIDER_URL")
                    .sharesJvm("payment-logistics")
                    .megabytes(160, 336),
            Service.inEachRegion("logistics-service", 8105)
                    .database("logistics")
                    .callback("/api/v1/shipments/callback", "parcelId")
                    .uses(ALL_BROKERS, REGION_MAP)
                    .consumes("logistics-service", EventStreams.ORDER)
                    .consumesOtherRegions("logistics-replication", EventStreams.SHIPMENT)
                    .callsSimulator("carrier", "PLATFORM_CARRIER_URL")
                    .sharesJvm("payment-logistics")
                    .megabytes(160, 336),
            Service.forAllRegions("notification-service", 8103)
                    .database("notification")
                    .routes("/api/v1/notifications/**", ORDERS)
                    .uses(ALL_BROKERS, DEMO_PROFILE, ENDPOINT_KEY)
                    .consumes("notification-service", EventStreams.ORDER)
                    .sharesJvm("global-services")
                    .megabytes(160, 384),
            Service.forAllRegions("loyalty-service", 8106)
                    .database("loyalty")
                    .routes("/api/v1/points/**", ORDERS)
                    .consumes("loyalty-service", EventStreams.ORDER)
                    .uses(ALL_BROKERS)
                    .sharesJvm("global-services")
                    .megabytes(160, 288),
            Service.forAllRegions("recommendation-service", 8107)
                    .database("recommendation")
                    .routes("/api/v1/recommendations/**", ORDERS)
                    .consumes("recommendation-service", EventStreams.ORDER)
                    .calls("inventory-service", "PLATFORM_INVENTORY_URLS_{REGION}")
                    .uses(ALL_BROKERS)
                    .sharesJvm("global-services")
                    .megabytes(160, 288),
            // The last one: it routes to all others.
            Service.forAllRegions("gateway", 8080)
                    .uses(ROUTES, REGION_MAP, DEMO_PROFILE, SIGNING_KEY)
                    .megabytes(256, 400));

    private Services() {}

    static Service named(String name) {
        return ALL.stream()
                .filter(service -> service.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no service " + name));
    }
}
