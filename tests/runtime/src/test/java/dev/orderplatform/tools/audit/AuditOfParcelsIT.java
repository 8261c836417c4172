package dev.orderplatform.tools.audit;

import static dev.orderplatform.tools.audit.Audits.assertBroken;
import static dev.orderplatform.tools.audit.Audits.assertClean;
import static dev.orderplatform.tools.audit.Audits.assertOnlyBroken;

import dev.orderplatform.fixtures.FixtureServers;
import dev.orderplatform.fixtures.PlatformFixture;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parcels compared with the lines of their order, and with the carrier's ledger. */
class AuditOfParcelsIT {

    private static final int PARCELS = 11;

    private static FixtureServers servers;

    @TempDir
    private Path folder;

    private PlatformFixture fixture;

    @BeforeAll
    static void start() throws SQLException {
        servers = FixtureServers.start();
    }

    @BeforeEach
    void empty() throws Exception {
        fixture = PlatformFixture.empty(servers);
    }

    @AfterEach
    void leave() {
        fixture.close();
    }

    // ---- the lines of the order

    @Test
    void namesAShippedOrderWithoutParcels() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "SHIPPED");
        fixture.sqlForOrder(order, "DELETE FROM t_parcel_{n}");
        fixture.sql("logistics", "DELETE FROM t_parcel");
        var verdicts = audit();
        assertBroken(verdicts, PARCELS, order + ": 2 units of SKU-00001 ordered, 0 in its parcels");
        assertBroken(verdicts, PARCELS, order + ": the carrier has parcel " + order + "-1, logistics-service does not");
    }

    @Test
    void namesAShippedOrderWhoseParcelsHaveOtherUnits() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "SHIPPED", "DELIVERED");
        everywhere(
                order, "SET lines = '[{\"sku\":\"SKU-00001\",\"quantity\":2},{\"sku\":\"SKU-00002\",\"quantity\":2}]'");
        assertOnlyBroken(audit(), PARCELS, order + ": 1 units of SKU-00002 ordered, 2 in its parcels");
    }

    @Test
    void namesASkuInAParcelThatNobodyOrdered() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "SHIPPED", "REFUND_PENDING");
        everywhere(order, "SET lines = lines || '[{\"sku\":\"SKU-00009\",\"quantity\":1}]'");
        assertOnlyBroken(audit(), PARCELS, order + ": 0 units of SKU-00009 ordered, 1 in its parcels");
    }

    @Test
    void namesAMissingParcelNumber() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "SHIPPED");
        everywhere(order, "SET parcels = 2");
        assertOnlyBroken(audit(), PARCELS, order + ": 1 parcels, not numbers 1 to 2");
    }

    @Test
    void namesADoubledParcel() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "SHIPPED");
        fixture.sqlForOrder(
                order,
                "INSERT INTO t_parcel_{n} SELECT order_id, 2, 2, status, carrier, tracking_number, lines,"
                        + " epoch, version FROM t_parcel_{n}");
        var verdicts = audit();
        assertBroken(verdicts, PARCELS, order + ": 2 units of SKU-00001 ordered, 4 in its parcels");
        assertBroken(verdicts, PARCELS, order + ": 2 parcels, not numbers 1 to 2");
        assertBroken(
                verdicts, PARCELS, order + ": order-service has parcel " + order + "-2, logistics-service does not");
    }

    @Test
    void ordersThatWereNeverShippedNeedNoParcels() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING", "REFUNDED");
        everywhere(order, "SET lines = '[]'");
        assertClean(audit());
    }

    // ---- order-service, logistics-service and the carrier

    @Test
    void namesAParcelOfWhichOrderServiceHasAnotherVersion() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "SHIPPED");
        fixture.sqlForOrder(order, "UPDATE t_parcel_{n} SET version = 1");
        assertOnlyBroken(audit(), PARCELS, order + ": order-service has another version of parcel " + order + "-1");
        fixture.sql("logistics", "UPDATE t_parcel SET changed_at = now() - interval '61 s'");
        servers.carrier().owe(1); // as long as anything is in progress, the last event may be on its way for a minute
        assertOnlyBroken(audit(), PARCELS, order + ": order-service has another version of parcel " + order + "-1");
        fixture.sql("logistics", "UPDATE t_parcel SET changed_at = now()");
        assertClean(audit());
    }

    @Test
    void namesAParcelThatWasDeliveredAccordingToTheCarrier() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "SHIPPED");
        servers.carrier().parcel("delivered", Audits.secondsAgo(61), order + "-1");
        assertOnlyBroken(
                audit(), PARCELS, order + ": parcel " + order + "-1 is SHIPPED, but the carrier says DELIVERED");
    }

    @Test
    void namesAParcelWithAnotherTrackingNumber() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID");
        everywhere(order, "SET tracking_number = 'T2'");
        assertOnlyBroken(audit(), PARCELS, "parcel " + order + "-1 is tracking number T2, but the carrier has another");
    }

    @Test
    void namesAParcelThatTheCarrierDoesNotKnow() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "SHIPPED");
        servers.carrier().remove(order + "-1");
        assertOnlyBroken(
                audit(), PARCELS, order + ": parcel " + order + "-1 is SHIPPED, but the carrier does not know it");
    }

    @Test
    void namesAParcelThatOnlyTheCarrierHas() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID");
        servers.carrier().book(Instant.now(), order + "-2");
        servers.carrier().book(Instant.now(), "of-another-shop");
        assertOnlyBroken(
                audit(), PARCELS, order + ": the carrier has parcel " + order + "-2, logistics-service does not");
    }

    @Test
    void namesWhatWaitsForTheCarrierForMoreThanAMinute() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING");
        everywhere(order, "SET status = 'BOOKED'");
        servers.carrier().remove("parcel.cancelled");
        fixture.sql("logistics", "UPDATE t_shipment SET refunded_at = now() - interval '61 s'");
        assertOnlyBroken(audit(), PARCELS, order + ": " + order + "-1, not cancelled at the carrier, unresolved since");
    }

    // ---- callbacks that arrived while the carrier was held

    @Test
    void callbacksOfAHeldCarrierCount() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "SHIPPED", "DELIVERED");
        servers.carrier().remove("parcel.shipped");
        servers.carrier().remove("parcel.delivered");
        callback(order, "parcel.delivered", 100);
        Audits.hold(folder, "carrier", 120, 80);
        assertClean(Audits.of(servers.data(), folder));
    }

    @Test
    void onlyTheHoldItselfExcusesACallback() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "SHIPPED", "DELIVERED");
        servers.carrier().remove("parcel.delivered");
        callback(order, "parcel.delivered", 100);
        for (var part : List.of("payment-provider", "logistics-service-east")) {
            Audits.hold(folder, part, 120, 80);
        }
        Audits.outage(folder, "carrier", 120, 80);
        assertOnlyBroken(Audits.of(servers.data(), folder), PARCELS, "is DELIVERED, but the carrier says SHIPPED");
        Audits.hold(folder, "carrier", 90, 80);
        assertOnlyBroken(Audits.of(servers.data(), folder), PARCELS, "is DELIVERED, but the carrier says SHIPPED");
    }

    private void callback(long order, String type, int secondsAgo) throws SQLException {
        fixture.sql(
                "logistics",
                "INSERT INTO t_callback (webhook_id, order_id, number, type, tracking_number, body, status,"
                        + " received_at)"
                        + " VALUES ('webhook', %1$d, 1, '%2$s', 'T%1$d-1', convert_to('{\"trackingNumber\":\"T%1$d-1\"}',"
                                .formatted(order, type)
                        + " 'UTF8'), 'APPLIED', now() - interval '%d s')".formatted(secondsAgo));
    }

    /** Changes the parcel in logistics-service and order-service alike. */
    private void everywhere(long order, String change) throws SQLException {
        fixture.sql("logistics", "UPDATE t_parcel " + change);
        fixture.sqlForOrder(order, "UPDATE t_parcel_{n} " + change);
    }

    private long order(String... states) throws Exception {
        var order = fixture.order(7, 2, states);
        fixture.commitOffsets();
        return order;
    }

    private static List<Verdict> audit() {
        return Audits.of(servers.data());
    }
}
