package dev.orderplatform.tools.audit;

import static dev.orderplatform.tools.audit.Audits.assertBroken;
import static dev.orderplatform.tools.audit.Audits.assertClean;
import static dev.orderplatform.tools.audit.Audits.assertHolds;
import static dev.orderplatform.tools.audit.Audits.assertOnlyBroken;
import static dev.orderplatform.tools.audit.Breaches.accepts;
import static dev.orderplatform.tools.audit.Breaches.names;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Parcels compared with the lines of their order, and with the carrier's ledger. */
class AuditOfParcelsIT extends AuditedPlatform {

    private static final int PARCELS = 11;

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> namesParcelsThatDiffer() throws Exception {
        plantOtherLines();
        plantOtherNumbers();
        plantOtherParcels();
        plantOtherLedger();
        plantUnresolved();
        fixture.commitOffsets();
        return breaches.in(Audits.of(servers.data()));
    }

    private void plantOtherLines() throws Exception {
        breaches.plant("names a shipped order without parcels", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID", "SHIPPED");
            fixture.sqlForOrder(order, "DELETE FROM t_parcel_{n} WHERE order_id = " + order);
            fixture.sql("logistics", "DELETE FROM t_parcel WHERE order_id = " + order);
            return names(order, PARCELS, order + ": 3 units of SKU-00001 ordered, 0 in its parcels")
                    .and(PARCELS, order + ": 1 units of SKU-00002 ordered, 0 in its parcels")
                    .and(PARCELS, "%1$d: the carrier has parcel %1$d-1, logistics-service does not".formatted(order));
        });
        breaches.plant("names a shipped order whose parcels have other units", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID", "SHIPPED", "DELIVERED");
            everywhere(
                    order, "lines = '[{\"sku\":\"SKU-00001\",\"quantity\":3},{\"sku\":\"SKU-00002\",\"quantity\":2}]'");
            return names(order, PARCELS, order + ": 1 units of SKU-00002 ordered, 2 in its parcels");
        });
        breaches.plant("names a SKU in a parcel that nobody ordered", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID", "SHIPPED", "REFUND_PENDING");
            everywhere(order, "lines = lines || '[{\"sku\":\"SKU-00009\",\"quantity\":1}]'");
            return names(order, PARCELS, order + ": 0 units of SKU-00009 ordered, 1 in its parcels");
        });
        breaches.plant("accepts an order without parcels that was never shipped", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING", "REFUNDED");
            everywhere(order, "lines = '[]'");
            return accepts(order);
        });
    }

    private void plantOtherNumbers() throws Exception {
        breaches.plant("names a missing parcel number", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID", "SHIPPED");
            everywhere(order, "parcels = 2");
            return names(order, PARCELS, order + ": 1 parcels, not numbers 1 to 2");
        });
        breaches.plant("names a doubled parcel", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID", "SHIPPED");
            fixture.sqlForOrder(
                    order,
                    "INSERT INTO t_parcel_{n} SELECT order_id, 2, 2, status, carrier, tracking_number, lines,"
                            + " epoch, version FROM t_parcel_{n} WHERE order_id = " + order);
            return names(order, PARCELS, order + ": 3 units of SKU-00001 ordered, 6 in its parcels")
                    .and(PARCELS, order + ": 1 units of SKU-00002 ordered, 2 in its parcels")
                    .and(PARCELS, order + ": 2 parcels, not numbers 1 to 2")
                    .and(PARCELS, "%1$d: order-service has parcel %1$d-2, logistics-service does not".formatted(order));
        });
    }

    private void plantOtherParcels() throws Exception {
        breaches.plant("names a parcel of which order-service has another version", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID", "SHIPPED");
            fixture.sqlForOrder(order, "UPDATE t_parcel_{n} SET version = 1 WHERE order_id = " + order);
            return names(order, PARCELS, "%1$d: order-service has another version of parcel %1$d-1".formatted(order));
        });
        breaches.plant("names a parcel that order-service does not have", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID");
            fixture.sqlForOrder(order, "DELETE FROM t_parcel_{n} WHERE order_id = " + order);
            return names(order, PARCELS, "%1$d: order-service does not have parcel %1$d-1".formatted(order));
        });
    }

    private void plantOtherLedger() throws Exception {
        breaches.plant("names a parcel that was delivered according to the carrier", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID", "SHIPPED");
            servers.carrier().parcel("delivered", Audits.secondsAgo(61), order + "-1");
            return names(
                    order, PARCELS, "%1$d: parcel %1$d-1 is SHIPPED, but the carrier says DELIVERED".formatted(order));
        });
        breaches.plant("names a parcel with another tracking number", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID");
            everywhere(order, "tracking_number = 'T2'");
            return names(
                    order, PARCELS, "parcel %d-1 is tracking number T2, but the carrier has another".formatted(order));
        });
        breaches.plant("names a parcel that the carrier does not know", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID", "SHIPPED");
            servers.carrier().remove(order + "-1");
            return names(
                    order,
                    PARCELS,
                    "%1$d: parcel %1$d-1 is SHIPPED, but the carrier does not know it".formatted(order));
        });
        breaches.plant("names a parcel that only the carrier has, and none of another shop", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID");
            servers.carrier().book(Instant.now(), order + "-2");
            servers.carrier().book(Instant.now(), "of-another-shop");
            return names(
                    order, PARCELS, "%1$d: the carrier has parcel %1$d-2, logistics-service does not".formatted(order));
        });
    }

    private void plantUnresolved() throws Exception {
        breaches.plant("names what waits for the carrier for more than a minute", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING");
            everywhere(order, "status = 'BOOKED'");
            servers.carrier().remove("\"parcel.cancelled\"", order + "-1");
            fixture.sql(
                    "logistics",
                    "UPDATE t_shipment SET refunded_at = now() - interval '61 s' WHERE order_id = " + order);
            return names(
                    order, PARCELS, "%1$d: %1$d-1, not cancelled at the carrier, unresolved since".formatted(order));
        });
    }

    @Test
    void aParcelThatHasJustChangedMayDifferAsLongAsAnythingIsInProgress() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "SHIPPED");
        fixture.sqlForOrder(order, "UPDATE t_parcel_{n} SET version = 1");
        servers.carrier().owe(1);
        assertClean(audit());
        fixture.sql("logistics", "UPDATE t_parcel SET changed_at = now() - interval '61 s'");
        assertOnlyBroken(audit(), PARCELS, order + ": order-service has another version of parcel " + order + "-1");
    }

    // ---- callbacks that arrived while the carrier was held

    @Test
    void callbacksOfAHeldCarrierCount() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "SHIPPED", "DELIVERED");
        servers.carrier().remove("parcel.shipped");
        servers.carrier().remove("parcel.delivered");
        callback(order, "parcel.delivered", 100);
        Audits.hold(folder, "carrier", 120, 80);
        assertHolds(parcels());
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
        assertBroken(parcels(), "is DELIVERED, but the carrier says SHIPPED");
        Audits.hold(folder, "carrier", 90, 80);
        assertBroken(parcels(), "is DELIVERED, but the carrier says SHIPPED");
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
    private void everywhere(long order, String columns) throws SQLException {
        var change = " SET " + columns + " WHERE order_id = " + order;
        fixture.sql("logistics", "UPDATE t_parcel" + change);
        fixture.sqlForOrder(order, "UPDATE t_parcel_{n}" + change);
    }

    private long order(String... states) throws Exception {
        var order = breaches.order(states);
        fixture.commitOffsets();
        return order;
    }

    private Verdict parcels() {
        return Audits.verify(Audits.withOutages(servers.data(), folder), ShippedParcels::new);
    }

    private static List<Verdict> audit() {
        return Audits.of(servers.data());
    }
}
