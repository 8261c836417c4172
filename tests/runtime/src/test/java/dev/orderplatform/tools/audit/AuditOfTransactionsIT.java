package dev.orderplatform.tools.audit;

import static dev.orderplatform.tools.audit.Audits.assertOnlyBroken;
import static dev.orderplatform.tools.audit.Breaches.accepts;
import static dev.orderplatform.tools.audit.Breaches.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.fixtures.PlatformFixture;
import dev.orderplatform.ids.OrderId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Idempotency keys, global transactions, and the epochs of slots. */
class AuditOfTransactionsIT extends AuditedPlatform {

    private static final int KEYS = 6;
    private static final int TRANSACTIONS = 7;
    private static final int EPOCHS = 8;

    // ---- 6 and 7

    @TestFactory
    Stream<DynamicTest> namesKeysAndTransactions() throws Exception {
        plantKey();
        plantTransactions();
        plantTransfers();
        return breaches.in(audit());
    }

    private void plantKey() throws Exception {
        breaches.plant("names a key with two orders", () -> {
            var first = breaches.order("PENDING", "CONFIRMED");
            var second = fixture.order(breaches.user(), 1, "PENDING", "CONFIRMED");
            var table = PlatformFixture.tableOf(first);
            fixture.dropConstraint(
                    PlatformFixture.database(table), "t_order_" + table.index(), "ux_order_key_" + table.index());
            breaches.change(first, "idempotency_key = 'same'");
            breaches.change(second, "idempotency_key = 'same'");
            return names(second, KEYS, "user %d, key same: orders ".formatted(breaches.user()));
        });
    }

    private void plantTransactions() throws Exception {
        breaches.plant("names an undecided order", () -> {
            var order = breaches.order("PENDING", "REJECTED");
            fixture.sqlForOrder(
                    order,
                    "INSERT INTO t_order_{n} (order_id, user_id, idempotency_key, status, version, region, epoch,"
                            + " durability, xid, total_minor, currency, history, created_at) SELECT order_id + 1,"
                            + " user_id, 'k', 'UNDECIDED', 1, region, epoch, 'MULTI_REGION', 'xid-1', 0, currency,"
                            + " '[]', now() - interval '2 min' FROM t_order_{n} WHERE order_id = " + order);
            var undecided = order + 1;
            return names(undecided, TRANSACTIONS, undecided + ": UNDECIDED, xid xid-1")
                    .and(1, undecided + ": its items do not sum");
        });
        breaches.plant("names a transaction with an old undo log", () -> {
            fixture.sql(
                    "order_ds_0",
                    "INSERT INTO undo_log (branch_id, xid, context, rollback_info, log_status, log_created,"
                            + " log_modified) VALUES (1, 'xid-2', '', '', 0, now() - interval '2 min', now())");
            return names("xid-2", TRANSACTIONS, "xid xid-2: undo_log of east still holds it");
        });
        breaches.plant("names a multi-region order without its transaction", () -> {
            var order = breaches.order("PENDING", "CONFIRMED");
            breaches.change(order, "durability = 'MULTI_REGION'");
            return names(order, TRANSACTIONS, order + ": MULTI_REGION without xid in east");
        });
    }

    private void plantTransfers() throws Exception {
        breaches.plant("names a branch that is still tried", () -> {
            fence("xid-3", 1, "send-units-east", 1, "now() - interval '11 s'");
            return names("xid-3", TRANSACTIONS, "xid xid-3: still TRIED in east");
        });
        breaches.plant("names a transfer that is confirmed in one region only", () -> {
            fence("xid-4", 1, "send-units-east", 2, "now()");
            return names("xid-4", TRANSACTIONS, "xid xid-4: 1 of 2 branches are confirmed");
        });
        breaches.plant("names units that were sent and never received, although an old branch is still tried", () -> {
            send("SKU-00003", 3);
            return names("SKU-00003", TRANSACTIONS, "SKU-00003: 3 units in transit without a transfer");
        });
    }

    @Test
    void aTransferInItsSecondPhaseIsNoBreach() throws Exception {
        send("SKU-00003", 3);
        fence("xid-6", 1, "send-units-east", 2, "now()");
        fence("xid-6", 2, "receive-units-west", 1, "now() + interval '1 min'"); // stays young during a long audit
        var progress = new ArrayList<String>();
        var verdicts = Audits.of(servers.data(), Optional.empty(), progress::add);
        assertThat(verdicts).allMatch(Verdict::holds);
        assertThat(progress).anyMatch(line -> line.contains("1 orders and transfers not decided"));
    }

    @Test
    void namesUnitsThatWereSentWithoutAnyTransfer() throws Exception {
        send("SKU-00003", 3);
        assertOnlyBroken(audit(), TRANSACTIONS, "SKU-00003: 3 units in transit without a transfer");
    }

    private void send(String sku, int units) throws SQLException {
        fixture.stock(sku);
        fixture.sql(
                "inventory",
                "UPDATE t_stock SET available = available - %1$d, transferred_out = %1$d WHERE sku = '%2$s'"
                        .formatted(units, sku));
    }

    private void fence(String xid, int branch, String action, int status, String created) throws SQLException {
        fixture.sql(
                "inventory",
                "INSERT INTO tcc_fence_log VALUES ('%s', %d, '%s', %d, %s, now())"
                        .formatted(xid, branch, action, status, created));
    }

    // ---- 8

    @TestFactory
    Stream<DynamicTest> namesEpochs() throws Exception {
        breaches.plant("names an epoch that was never granted", () -> {
            var order = breaches.order("PENDING", "CONFIRMED");
            breaches.change(order, "epoch = 7");
            return names(slot(order), EPOCHS, slot(order) + "epoch 7: written by east, granted to nobody");
        });
        breaches.plant("names a transition in an epoch that was granted to another region", () -> {
            var order = breaches.order("PENDING", "CONFIRMED");
            breaches.change(order, "history = jsonb_set(history, '{1,region}', '\"west\"')");
            return names(slot(order), EPOCHS, slot(order) + "epoch 1: written by west, granted to east");
        });
        breaches.plant("accepts writes of a former owner in its own epoch", () -> {
            var order = breaches.order("PENDING", "CONFIRMED");
            grantToWest(order);
            return accepts(slot(order));
        });
        breaches.plant("names a writer whose slot was granted to another region", () -> {
            var order = breaches.order("PENDING", "CONFIRMED");
            grantToWest(order);
            breaches.change(order, "epoch = 2");
            return names(slot(order), EPOCHS, slot(order) + "epoch 2: written by east, granted to west");
        });
        breaches.plant("names a slot with two writers", () -> {
            breaches.order("PENDING", "CONFIRMED");
            var other = fixture.order(breaches.user(), 1, "PENDING", "REJECTED");
            breaches.change(other, "region = 'west'");
            return names(other, EPOCHS, slot(other) + "epoch 1: written by west, granted to east")
                    .and(3, other + ": REJECTED in inventory, but no such order")
                    .and(5, "order-" + other + "-1-1: published, but its order does not exist")
                    .and(5, "order-" + other + "-1-2: published, but its order does not exist");
        });
        return breaches.in(audit());
    }

    @Test
    void noEpochOfASlotIsGrantedTwice() {
        assertThatThrownBy(() -> fixture.sql("control", "UPDATE t_slot SET region = 'west' WHERE slot = 1"))
                .hasMessageContaining("t_slot_grant_pkey");
    }

    private void grantToWest(long order) throws SQLException {
        fixture.sql(
                "control",
                "UPDATE t_slot SET region = 'west', epoch = 2 WHERE slot = "
                        + OrderId.slot(order).number());
    }

    private static String slot(long order) {
        return "slot " + OrderId.slot(order).number() + ", ";
    }

    private List<Verdict> audit() throws Exception {
        fixture.commitOffsets();
        return Audits.of(servers.data());
    }
}
