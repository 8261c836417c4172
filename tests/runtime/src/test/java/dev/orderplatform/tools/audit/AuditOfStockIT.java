package dev.orderplatform.tools.audit;

import static dev.orderplatform.tools.audit.Breaches.accepts;
import static dev.orderplatform.tools.audit.Breaches.names;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The stock compared with itself, and with the orders. */
class AuditOfStockIT extends AuditedPlatform {

    private static final int EQUATION = 2;
    private static final int ORDERS = 3;

    @TestFactory
    Stream<DynamicTest> namesSkusAndReservations() throws Exception {
        plantSkus();
        plantReservations();
        fixture.commitOffsets();
        return breaches.in(Audits.of(servers.data()));
    }

    private void plantSkus() throws Exception {
        breaches.plant("names a SKU whose units vanish", () -> {
            fixture.dropConstraint("inventory", "t_stock", "ck_stock_balance");
            fixture.stock("SKU-00003");
            fixture.sql("inventory", "UPDATE t_stock SET available = available - 1 WHERE sku = 'SKU-00003'");
            return names("SKU-00003", EQUATION, "SKU-00003 in east: ");
        });
        breaches.plant("names a SKU with more reserved than ordered", () -> {
            fixture.sql(
                    "inventory",
                    "UPDATE t_stock SET available = available - 1, reserved = reserved + 1 WHERE sku = 'SKU-00002'");
            return names("SKU-00002 in east", ORDERS, "SKU-00002 in east: stock has ");
        });
    }

    private void plantReservations() throws Exception {
        breaches.plant("names a reservation that differs from its order", () -> {
            var order = breaches.order("PENDING", "CONFIRMED");
            fixture.sql("inventory", "UPDATE t_reservation SET quantities = '{1,4}' WHERE order_id = " + order);
            return names(order, ORDERS, order + ": the reservation differs from the order's lines");
        });
        plantReservation("names a cancelled order whose stock is still held", "RESERVED", "CONFIRMED,CANCELLED");
        plantReservation("names a paid order whose stock is still reserved", "RESERVED", "CONFIRMED,PAID");
        plantReservation("names a refunded order whose stock is still sold", "SOLD", "CONFIRMED,PAID,REFUND_PENDING");
    }

    private void plantReservation(String name, String reservation, String states) throws Exception {
        breaches.plant(name, () -> {
            var order = breaches.order(("PENDING," + states).split(",", -1));
            fixture.sql(
                    "inventory",
                    "UPDATE t_reservation SET status = '%s' WHERE order_id = %d".formatted(reservation, order));
            var status = states.substring(states.lastIndexOf(',') + 1);
            return names(order, ORDERS, "%d: order %s, reservation %s".formatted(order, status, reservation));
        });
    }

    @TestFactory
    Stream<DynamicTest> acceptsEachStateOfAPaidOrder() throws Exception {
        for (var states : List.of(
                "PAID",
                "PAID,SHIPPED",
                "PAID,SHIPPED,DELIVERED",
                "PAID,REFUND_PENDING",
                "PAID,SHIPPED,REFUND_PENDING,REFUNDED",
                "CANCELLED,REFUND_PENDING",
                "CANCELLED,REFUND_PENDING,REFUNDED")) {
            breaches.plant(
                    "accepts " + states, () -> accepts(breaches.order(("PENDING,CONFIRMED," + states).split(",", -1))));
        }
        fixture.commitOffsets();
        return breaches.in(Audits.of(servers.data()));
    }
}
