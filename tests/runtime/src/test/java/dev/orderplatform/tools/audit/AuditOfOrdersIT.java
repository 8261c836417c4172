package dev.orderplatform.tools.audit;

import static dev.orderplatform.tools.audit.Breaches.accepts;
import static dev.orderplatform.tools.audit.Breaches.names;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.fixtures.PlatformFixture;
import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.ShardMap.Table;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Orders that are not whole, and requests that were acknowledged. */
class AuditOfOrdersIT extends AuditedPlatform {

    private static final int ORDERS = 1;
    private static final int CHANGES = 12;

    @TempDir
    private Path folder;

    private final List<String> acknowledged = new ArrayList<>();

    @Test
    void findsWhatWasAcknowledged() throws Exception {
        var order = breaches.order("PENDING", "CONFIRMED", "CANCELLED");
        var rejected = breaches.order("PENDING", "REJECTED");
        var paid = paidWithKey("k");
        acknowledged.add(order("key-" + order, order));
        acknowledged.add("");
        acknowledged.add("{\"kind\":\"order\",\"key\":\"key-%1$d\",\"id\":\"%1$d\"}".formatted(rejected));
        acknowledged.add(cancel(order));
        acknowledged.add(payment("k", paid));
        var verdicts = audit();
        assertThat(verdicts).allMatch(Verdict::holds);
        assertThat(verdicts.getFirst().checked()).isEqualTo(3);
        assertThat(verdicts.getLast().checked()).isEqualTo(2);
    }

    @TestFactory
    Stream<DynamicTest> namesOrdersThatAreNotWhole() throws Exception {
        breaches.plant("names a second row of an order in another table", () -> {
            var order = breaches.order("PENDING", "REJECTED");
            var other = new Table((PlatformFixture.tableOf(order).number() + 8) % ShardMap.TABLES);
            fixture.insertOrder(other, order, breaches.user(), Breaches.UNITS, "PENDING", "REJECTED");
            return names(order, ORDERS, order + ": lies in ").and(3, order + ": order REJECTED, reservation missing");
        });
        breaches.plant("names an order whose items do not sum to its total", () -> {
            var order = breaches.order("PENDING", "CONFIRMED");
            breaches.change(order, "total_minor = total_minor + 1");
            return names(order, ORDERS, order + ": its items do not sum");
        });
        breaches.plant("names an order without items", () -> {
            var order = breaches.order("PENDING", "REJECTED");
            fixture.sqlForOrder(order, "DELETE FROM t_order_item_{n} WHERE order_id = " + order);
            return names(order, ORDERS, order + ": its items do not sum");
        });
        return breaches.in(audit());
    }

    @TestFactory
    Stream<DynamicTest> namesAcknowledgedOrders() throws Exception {
        breaches.plant("names an acknowledged order that is gone", () -> {
            var gone = breaches.order("PENDING", "CONFIRMED") + 1;
            acknowledged.add(order("key", gone));
            return names(gone, ORDERS, gone + ": acknowledged with key key, not there");
        });
        breaches.plant("names an acknowledged order with another key", () -> {
            var order = breaches.order("PENDING", "CONFIRMED");
            acknowledged.add(order("other-key", order));
            return names(order, ORDERS, order + ": acknowledged with key other-key, stored with key-" + order);
        });
        breaches.plant("accepts a key that was deleted by retention", () -> {
            var order = breaches.order("PENDING", "CONFIRMED");
            breaches.change(order, "idempotency_key = NULL");
            acknowledged.add(order("key", order));
            return accepts(order);
        });
        return breaches.in(audit());
    }

    @TestFactory
    Stream<DynamicTest> namesAcknowledgedChanges() throws Exception {
        plantCancels();
        plantPayments();
        return breaches.in(audit());
    }

    private void plantCancels() throws Exception {
        breaches.plant("names an order that was not cancelled", () -> {
            var order = breaches.order("PENDING", "CONFIRMED");
            acknowledged.add(cancel(order));
            return names(order, CHANGES, order + ": its cancel was acknowledged, and it is CONFIRMED");
        });
        breaches.plant("names a cancelled order that is gone", () -> {
            var gone = breaches.order("PENDING", "CONFIRMED") + 1;
            acknowledged.add(cancel(gone));
            return names(gone, CHANGES, gone + ": its cancel was acknowledged, and it is not there");
        });
        breaches.plant("names a cancelled order without a cancel in its history", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "CANCELLED");
            breaches.change(order, "history = jsonb_set(history, '{2,status}', '\"REJECTED\"')");
            acknowledged.add(cancel(order));
            return names(order, CHANGES, order + ": its cancel was acknowledged, and it is CANCELLED")
                    .and(5, order + ": its history does not match version 3, CANCELLED");
        });
    }

    private void plantPayments() throws Exception {
        breaches.plant("names an acknowledged payment with another key", () -> {
            var order = paidWithKey("stored");
            acknowledged.add(payment("other", order));
            return names(
                    order,
                    CHANGES,
                    "%1$d: payment %1$d-1 was acknowledged with key other, and is stored with stored".formatted(order));
        });
        breaches.plant("accepts a payment whose key was deleted by retention", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID");
            acknowledged.add(payment("deleted", order));
            return accepts(order);
        });
        breaches.plant("names a missing acknowledged payment", () -> {
            var order = breaches.order("PENDING", "CONFIRMED");
            acknowledged.add(payment("k", order));
            return names(
                    order,
                    CHANGES,
                    "%1$d: payment %1$d-1 was acknowledged with key k, and is not there".formatted(order));
        });
    }

    private long paidWithKey(String key) throws SQLException {
        var order = breaches.order("PENDING", "CONFIRMED", "PAID");
        fixture.sql(
                "payment", "INSERT INTO t_payment_key VALUES (%d, '%s', %d, 1)".formatted(breaches.user(), key, order));
        return order;
    }

    private static String order(String key, long id) {
        return "{\"kind\":\"order\",\"key\":\"%s\",\"id\":\"%2$d\",\"orderId\":\"%2$d\",\"at\":\"%3$s\"}"
                .formatted(key, id, Instant.now());
    }

    private static String cancel(long order) {
        return "{\"kind\":\"cancel\",\"key\":null,\"id\":\"%1$d\",\"orderId\":\"%1$d\",\"at\":\"%2$s\"}"
                .formatted(order, Instant.now());
    }

    private static String payment(String key, long order) {
        return "{\"kind\":\"payment\",\"key\":\"%s\",\"id\":\"%2$d-1\",\"orderId\":\"%2$d\",\"at\":\"%3$s\"}"
                .formatted(key, order, Instant.now());
    }

    private List<Verdict> audit() throws Exception {
        fixture.commitOffsets();
        return Audits.of(servers.data(), folder, acknowledged);
    }
}
