package dev.orderplatform.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.runtime.databases.RegionData;
import dev.orderplatform.runtime.databases.RegionDatabases;
import dev.orderplatform.tools.client.AcknowledgementLog;
import dev.orderplatform.tools.client.Gateway;
import dev.orderplatform.tools.drill.Customers;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Upgrades the services one by one while customers order (docs/flows/upgrade.md). */
class UpgradeIT {
    private static final Path FOLDER = Path.of("target/upgrade").toAbsolutePath();
    private static final Path NEXT = FOLDER.resolve("next");
    private static final Path ACKNOWLEDGED = FOLDER.resolve("acks.jsonl");
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final long OF_EAST = Users.of("east", 1).getFirst();
    private static final long OF_WEST = Users.of("west", 1).getFirst();

    @BeforeAll
    static void buildNextVersion() {
        NextVersion.build(NEXT);
    }

    @Test
    void nextVersionCanBeDerivedFromThePresentSources() {
        assertThat(NEXT.resolve("order-service/order-service.jar")).exists();
    }

    @Test
    @Tag("drill")
    void nothingIsLostOrDoubledWhileTwoVersionsRunSideBySide() throws Exception {
        LinkedProject builds = new LinkedProject(FOLDER.resolve("project"));
        RunningPlatform platform = RunningPlatform.of(builds.project());
        try (Gateway gateway = new Gateway(platform.gatewayUrl(), 16);
                AcknowledgementLog acknowledgements = AcknowledgementLog.to(Optional.of(ACKNOWLEDGED));
                Customers customers = new Customers(gateway, acknowledgements, true)) {
            customers.start(1);
            new Upgrade(platform, builds, customers).run();
            customers.finish(TIMEOUT);
            assertThat(customers.violations()).as(customers.summary()).isEmpty();
            assertThat(customers.unanswered()).as(customers.summary()).isZero();
        }
        RunningPlatform.Outcome audit = platform.audit(ACKNOWLEDGED);
        assertThat(audit.status()).as(audit.output()).isZero();
    }

    private record Upgrade(RunningPlatform platform, LinkedProject builds, Customers customers) {

        void run() {
            upgrade("notification-service", "notification-service");
            upgrade("loyalty-service", "loyalty-service");
            upgrade("recommendation-service", "recommendation-service");
            for (String region : List.of("east", "west")) {
                upgrade("payment-service", "payment-service-" + region);
                upgrade("logistics-service", "logistics-service-" + region);
            }
            upgrade("inventory-service", "inventory-service-east");

            upgrade("order-service", "order-service-east");
            await("west's replicas store what east publishes").atMost(TIMEOUT).until(() -> storedByOrders("west") > 0);
            rollBack("order-service", "order-service-east");
            awaitVersion(2, OF_EAST, place(OF_EAST));
            upgrade("order-service", "order-service-east");
            upgrade("order-service", "order-service-west");
            await("west's replicas apply what they stored").atMost(TIMEOUT).until(() -> storedByOrders("west") == 0);

            upgradeConsumerThatStoresAfterThePublisher();

            restart("gateway");
            assertThatOrdersAreOfTheNextVersion(OF_EAST);
            assertThatOrdersAreOfTheNextVersion(OF_WEST);
            for (String region : List.of("east", "west")) {
                assertThat(storedByOrders(region) + storedByInventory(region)).isZero();
            }
        }

        // Not the order recommended by docs/flows/upgrade.md: the stock of a cancelled order stays reserved meanwhile.
        private void upgradeConsumerThatStoresAfterThePublisher() {
            String cancelled = place(OF_WEST);
            awaitVersion(3, OF_WEST, cancelled);
            assertThat(platform.cancel(OF_WEST, cancelled).status()).isEqualTo(200);
            await("inventory stores the cancel behind an event of an unknown type")
                    .atMost(TIMEOUT)
                    .until(() -> storedByInventory("west", "partition_key = '" + cancelled + "'") == 2);
            assertThat(reservationIs("RESERVED", cancelled)).isTrue();
            upgrade("inventory-service", "inventory-service-west");
            await("inventory applies what it stored")
                    .atMost(TIMEOUT)
                    .until(() -> storedByInventory("west") == 0 && reservationIs("RELEASED", cancelled));
        }

        private void assertThatOrdersAreOfTheNextVersion(long user) {
            String order = place(user);
            awaitVersion(3, user, order);
            for (RegionData region : platform.data().regions()) {
                await("added column in " + region.name())
                        .atMost(TIMEOUT)
                        .until(() -> count(
                                        region,
                                        databases -> databases.sumOfTables(
                                                "SELECT count(*) FROM t_order_{n} WHERE order_id = " + order
                                                        + " AND version = 3 AND delivery_by IS NOT NULL"))
                                == 1);
            }
            await("notifications about the added type and the added field")
                    .atMost(TIMEOUT)
                    .until(() -> notifications(order) == 2);
        }

        private void upgrade(String service, String part) {
            builds.upgrade(service, NEXT.resolve(service));
            restart(part);
        }

        private void rollBack(String service, String part) {
            builds.rollBack(service);
            restart(part);
        }

        private void restart(String part) {
            platform.stop(part);
            platform.start(List.of(part));
            long before = customers.accepted();
            await("customers order on after the restart of " + part)
                    .atMost(TIMEOUT)
                    .until(() -> customers.accepted() > before + 20);
        }

        private String place(long user) {
            return platform.placeWithRetry(user, UUID.randomUUID().toString(), "SKU-00001");
        }

        private void awaitVersion(int version, long user, String order) {
            await("order %s is confirmed, version %d".formatted(order, version))
                    .atMost(TIMEOUT)
                    .ignoreException(UncheckedIOException.class)
                    .until(() -> {
                        JsonNode body =
                                platform.get(user, "/api/v1/orders/" + order).body();
                        return body.path("status").asText().equals("CONFIRMED")
                                && body.path("version").asInt() == version;
                    });
        }

        private boolean reservationIs(String status, String order) {
            return count(
                            region("west"),
                            databases -> databases
                                    .inventory()
                                    .number("SELECT count(*) FROM t_reservation WHERE order_id = " + order
                                            + " AND status = '" + status + "'"))
                    == 1;
        }

        private long storedByOrders(String region) {
            return count(
                    region(region),
                    databases -> databases.orders().getFirst().number("SELECT count(*) FROM t_unknown_event"));
        }

        private long storedByInventory(String region) {
            return storedByInventory(region, "true");
        }

        private long storedByInventory(String region, String condition) {
            return count(
                    region(region),
                    databases ->
                            databases.inventory().number("SELECT count(*) FROM t_unknown_event WHERE " + condition));
        }

        private long notifications(String order) {
            try (ReadOnlyDatabase database = ReadOnlyDatabase.open(
                    platform.data().global(), "notification", platform.data().auditor())) {
                return database.number("SELECT count(*) FROM t_notification WHERE order_id = " + order
                        + " AND type IN ('OrderConfirmedEvent', 'OrderScheduledEvent') AND body LIKE '%It comes by%'");
            }
        }

        private RegionData region(String name) {
            return platform.data().regions().stream()
                    .filter(region -> region.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        private static long count(RegionData region, ToLongFunction<RegionDatabases> query) {
            try (RegionDatabases databases = RegionDatabases.open(region)) {
                return query.applyAsLong(databases);
            }
        }
    }
}
