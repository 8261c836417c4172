package dev.orderplatform.runtime.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.runtime.topology.ServiceData.Consumer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TopologyTest {

    private final Topology topology = Topology.of(TopologySettings.DEFAULT);

    @Test
    void namesAndPortsAreUnique() {
        assertThat(topology.parts()).extracting(Part::name).doesNotHaveDuplicates();
        assertThat(topology.parts()).flatExtracting(Part::ports).doesNotHaveDuplicates();
    }

    @Test
    void partsComeAfterWhatTheyNeed() {
        var seen = new HashSet<String>();
        for (var part : topology.parts()) {
            assertThat(seen).as(part.name()).containsAll(part.needs());
            seen.add(part.name());
        }
    }

    @Test
    void gatewayStartsWithoutWaitingAndStopsFirst() {
        assertThat(topology.gateway().needs()).isEmpty();
        assertThat(topology.stopOrder().getFirst()).containsExactly(topology.gateway());
    }

    @Test
    void serversStopAfterTheServicesThatNeedThem() {
        var order = topology.stopOrder().stream()
                .flatMap(List::stream)
                .map(Part::name)
                .toList();
        assertThat(order).hasSameSizeAs(topology.parts());
        for (var part : topology.parts()) {
            for (var needed : part.needs()) {
                assertThat(order.indexOf(part.name())).isLessThan(order.indexOf(needed));
            }
        }
    }

    @Test
    void cyclicDependenciesAreRejected() {
        var circle = new Topology(List.of(service("a", "b"), service("b", "a")));
        assertThatThrownBy(circle::stopOrder).hasMessageContaining("Cyclic");
    }

    @Test
    void anOffsetMovesEveryPortAndEveryAddress() {
        var moved = Topology.of(new TopologySettings(1, 1000, 1000));
        assertThat(moved.gatewayUrl()).isEqualTo("http://localhost:9080");
        assertThat(moved.part(ServicePart.class, "order-service-east").environment())
                .containsEntry("SERVER_PORT", "9101")
                .containsEntry("PLATFORM_DATABASE_URL", "jdbc:postgresql://127.0.0.1:16432/order_ds_{n}")
                .containsEntry("SPRING_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:20092")
                .containsEntry("PLATFORM_CATALOGUE_URL", "http://127.0.0.1:9102");
    }

    @Test
    void partsOnSeparateHostsReachEachOtherByName() {
        var named = Topology.of(new TopologySettings(2, 1000, 0, Hosts.NAMED));
        assertThat(named.gatewayUrl()).isEqualTo("http://gateway:8080");
        assertThat(named.part(ServicePart.class, "order-service-east").environment())
                .containsEntry("SERVER_ADDRESS", "0.0.0.0")
                .containsEntry("PLATFORM_DATABASE_URL", "jdbc:postgresql://postgres-east:15432/order_ds_{n}")
                .containsEntry("SPRING_KAFKA_BOOTSTRAP_SERVERS", "kafka-east:19092")
                .containsEntry("PLATFORM_GLOBAL_COORDINATOR", "seata:18091")
                .containsEntry("PLATFORM_MULTI_REGION_PEER", "http://order-service-west:8111");
    }

    @Test
    void orderServiceReadsTheOtherRegionAndNotificationServiceReadsAll() {
        assertThat(topology.part(ServicePart.class, "order-service-west").environment())
                .containsEntry("PLATFORM_REGION", "west")
                .containsEntry("PLATFORM_CONTROL_REGIONS", "east,west")
                .containsEntry("SPRING_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:19094")
                .containsEntry("PLATFORM_KAFKA_REGIONS_EAST", "127.0.0.1:19092");
        assertThat(topology.part(ServicePart.class, "notification-service").environment())
                .containsEntry("PLATFORM_KAFKA_REGIONS_EAST", "127.0.0.1:19092")
                .containsEntry("PLATFORM_KAFKA_REGIONS_WEST", "127.0.0.1:19094");
        assertThat(topology.part(ServicePart.class, "inventory-service-east").environment())
                .containsEntry("PLATFORM_PEERS_INVENTORY_WEST", "http://127.0.0.1:8112");
    }

    @Test
    void aServiceForAllRegionsCanCallTheInstancesOfAllRegions() {
        var recommendations = topology.part(ServicePart.class, "recommendation-service");
        assertThat(recommendations.environment())
                .containsEntry("PLATFORM_INVENTORY_URLS_EAST", "http://127.0.0.1:8102")
                .containsEntry("PLATFORM_INVENTORY_URLS_WEST", "http://127.0.0.1:8112");
        assertThat(recommendations.calls()).containsExactly("inventory-service-east", "inventory-service-west");
    }

    @Test
    void oneRegionIsAValidTopology() {
        var small = Topology.of(new TopologySettings(1, 1000, 0));
        assertThat(small.parts())
                .extracting(Part::name)
                .contains("order-service-east")
                .noneMatch(name -> name.endsWith("west"));
        assertThat(small.part(ServicePart.class, "order-service-east").environment())
                .containsEntry("PLATFORM_CONTROL_REGIONS", "east");
        assertThatThrownBy(() -> new TopologySettings(3, 1000, 0)).hasMessageContaining("1 or 2");
    }

    @Test
    void theStockReachesTheInventory() {
        var inventory = Topology.of(new TopologySettings(1, 7, 0)).part(ServicePart.class, "inventory-service-east");
        assertThat(inventory.environment()).containsEntry("PLATFORM_INVENTORY_SEED_STOCK", "7");
    }

    @Test
    void thePaymentWindowReachesTheOrders() {
        var settings = new TopologySettings(1, 1, 0);
        var orders = Topology.of(settings.withPaymentWindow("20s")).part(ServicePart.class, "order-service-east");
        assertThat(orders.environment()).containsEntry("PLATFORM_PAYMENT_WINDOW", "20s");
        for (String window : List.of("soon", "0s", "-1m", "", "15")) {
            assertThatThrownBy(() -> settings.withPaymentWindow(window)).hasMessageContaining("15m");
        }
    }

    @Test
    void onlySeveralRegionsHaveACoordinator() {
        assertThat(Topology.of(new TopologySettings(2, 1, 0)).find("seata")).isPresent();
        var alone = Topology.of(new TopologySettings(1, 1, 0));
        assertThat(alone.find("seata")).isEmpty();
        assertThat(alone.part(ServicePart.class, "order-service-east").environment())
                .doesNotContainKey("PLATFORM_GLOBAL_ENABLED");
    }

    @Test
    void onlyTheGatewayCanSignUserTokens() {
        assertThat(topology.parts())
                .filteredOn(ServicePart.class::isInstance)
                .map(ServicePart.class::cast)
                .filteredOn(service -> service.secrets().containsValue("signing-key"))
                .containsExactly(topology.gateway());
    }

    @Test
    void simulatorsBelongToNoRegionAndCallTheGateway() {
        assertThat(Topology.of(new TopologySettings(1, 1, 1000)).simulators())
                .containsExactlyElementsOf(List.of(
                        new SimulatorPart(
                                "payment-provider",
                                "127.0.0.1",
                                "127.0.0.1",
                                9191,
                                "http://127.0.0.1:9080/api/v1/payments/callback",
                                "payment-webhook"),
                        new SimulatorPart(
                                "carrier",
                                "127.0.0.1",
                                "127.0.0.1",
                                9192,
                                "http://127.0.0.1:9080/api/v1/shipments/callback",
                                "shipment-webhook")));
    }

    @Test
    void servicesHaveTheAddressAndTheSecretOfTheirSimulatorAndStartWithoutIt() {
        var payment = topology.part(ServicePart.class, "payment-service-west");
        assertThat(payment.environment()).containsEntry("PLATFORM_PAYMENT_PROVIDER_URL", "http://127.0.0.1:8191");
        assertThat(payment.secrets()).containsEntry("platform.webhooks.secrets", "payment-webhook");
        assertThat(payment.calls()).contains("payment-provider");
        assertThat(payment.needs()).doesNotContain("payment-provider");
        var logistics = topology.part(ServicePart.class, "logistics-service-east");
        assertThat(logistics.environment()).containsEntry("PLATFORM_CARRIER_URL", "http://127.0.0.1:8192");
        assertThat(logistics.secrets()).containsEntry("platform.webhooks.secrets", "shipment-webhook");
    }

    @Test
    void aBrokersConsumersAreThoseOfItsRegionAndThoseThatReadAll() {
        assertThat(topology.consumersAt("kafka-east"))
                .contains(
                        new Consumer("kafka-east", "inventory-service", "order-events"),
                        new Consumer("kafka-east", "notification-service", "order-events"),
                        new Consumer("kafka-east", "order-replication", "order-events"))
                .doesNotHaveDuplicates();
        assertThat(Topology.of(new TopologySettings(1, 1, 0)).consumersAt("kafka-east"))
                .extracting(Consumer::group)
                .contains("order-service")
                .doesNotContain("order-replication");
    }

    @Test
    void aServersServicesAreThoseThatStoreThere() {
        assertThat(topology.servicesAt("postgres-global"))
                .extracting(Part::name)
                .containsExactly("notification-service", "loyalty-service", "recommendation-service");
        assertThat(topology.part(ServicePart.class, "order-service-east").data().databases())
                .containsExactly("order_ds_0", "order_ds_1", "order_ds_2", "order_ds_3");
    }

    private static ServicePart service(String name, String needs) {
        return new ServicePart(
                name,
                Optional.empty(),
                "127.0.0.1",
                1,
                name,
                new Memory(64, 64),
                List.of(),
                List.of(needs),
                List.of(),
                Map.of(),
                Map.of());
    }
}
