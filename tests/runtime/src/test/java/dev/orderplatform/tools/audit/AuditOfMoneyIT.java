package dev.orderplatform.tools.audit;

import static dev.orderplatform.tools.audit.Audits.assertBroken;
import static dev.orderplatform.tools.audit.Audits.assertClean;
import static dev.orderplatform.tools.audit.Audits.assertHolds;
import static dev.orderplatform.tools.audit.Audits.assertOnlyBroken;
import static dev.orderplatform.tools.audit.Breaches.accepts;
import static dev.orderplatform.tools.audit.Breaches.names;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.fixtures.PlatformFixture;
import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.databases.SimulatorData;
import dev.orderplatform.runtime.process.PlatformException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Payments and refunds compared with the provider's ledger. */
class AuditOfMoneyIT extends AuditedPlatform {

    private static final int MONEY = 9;
    private static final long TOTAL = (Breaches.UNITS + 1) * PlatformFixture.PRICE;

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> namesOrdersWithOtherMoney() throws Exception {
        plantCaptures();
        plantRefunds();
        plantUnresolved();
        fixture.commitOffsets();
        return breaches.in(audit());
    }

    private void plantCaptures() throws Exception {
        breaches.plant("names an order that was paid twice", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID", "SHIPPED");
            servers.provider().capture(Instant.now(), order + "-2", TOTAL, "CNY");
            return names(
                    order,
                    MONEY,
                    "%1$d: SHIPPED, total %2$d CNY, but the provider holds %2$d CNY of payment %1$d-1, %2$d CNY of payment %1$d-2"
                            .formatted(order, TOTAL));
        });
        breaches.plant("accepts a second payment that is being refunded", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID");
            servers.provider().capture(Instant.now(), order + "-2", TOTAL + 1, "USD");
            secondPayment(order);
            return accepts(order);
        });
        breaches.plant("names a capture of a cancelled order that is never refunded", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "CANCELLED");
            servers.provider().capture(Instant.now(), order + "-1", TOTAL, "CNY");
            return names(order, MONEY, order + ": CANCELLED, total " + TOTAL);
        });
        breaches.plant("names an order that was never paid", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID");
            servers.provider().remove(order + "-1");
            return names(order, MONEY, order + ": PAID, total " + TOTAL + " CNY, but the provider holds nothing");
        });
        breaches.plant("names a capture without an order, and none of another shop", () -> {
            servers.provider().capture(Instant.now(), "77-1", TOTAL, "CNY");
            servers.provider().capture(Instant.now(), "another-shop", TOTAL, "CNY");
            return names("of payment 77-1", MONEY, "77: the provider holds " + TOTAL + " CNY of payment 77-1");
        });
    }

    private void plantRefunds() throws Exception {
        breaches.plant("names a refund that nobody requested", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID", "SHIPPED", "DELIVERED");
            servers.provider().refund(Instant.now(), order + "-1", TOTAL, "CNY");
            return names(order, MONEY, order + ": DELIVERED, total " + TOTAL + " CNY, but the provider holds nothing");
        });
        breaches.plant("names a refund that is larger than its capture", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING", "REFUNDED");
            servers.provider().refund(Instant.now(), order + "-1", 1, "CNY");
            return names(
                            order,
                            MONEY,
                            "%1$d: of payment %1$d-1, 1 CNY more was refunded than captured".formatted(order))
                    .and(MONEY, order + ": REFUNDED, total " + TOTAL + " CNY, but the provider holds -1 CNY");
        });
    }

    private void plantUnresolved() throws Exception {
        breaches.plant("accepts a refund that waits for less than a minute", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING");
            return accepts(order);
        });
        breaches.plant("names a refund that waits for more than a minute", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING");
            fixture.sql(
                    "payment", "UPDATE t_payment SET status_since = now() - interval '61 s' WHERE order_id = " + order);
            return names(order, MONEY, "%1$d: %1$d-1, refund".formatted(order));
        });
        breaches.plant("names a contradicting callback", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID");
            callback(order, 1, "payment.declined", "{}", "WAITING", 61);
            return names(order, MONEY, "%1$d: webhook-%1$d-payment.declined, contradicting callback".formatted(order));
        });
        breaches.plant("accepts a contradicting callback that was discarded", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID");
            callback(order, 1, "payment.declined", "{}", "DISCARDED", 61);
            return accepts(order);
        });
    }

    @Test
    void aCaptureThatIsNotAppliedYetIsAcceptedForAMinuteWhileAnythingIsInProgress() throws Exception {
        var order = order("PENDING", "CONFIRMED");
        servers.provider().capture(Audits.secondsAgo(30), order + "-1", TOTAL, "CNY");
        assertBroken(audit(), MONEY, order + ": CONFIRMED");
        servers.provider().owe(1);
        assertClean(audit());
        servers.provider().remove(order + "-1");
        servers.provider().capture(Audits.secondsAgo(61), order + "-1", TOTAL, "CNY");
        assertOnlyBroken(audit(), MONEY, order + ": CONFIRMED");
    }

    // ---- callbacks that arrived while the provider was held

    @Test
    void callbacksOfAHeldProviderCount() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID");
        servers.provider().remove(order + "-1");
        captured(order, 100);
        Audits.hold(folder, "payment-provider", 120, 80);
        assertHolds(money());
    }

    @Test
    void refundsOfAHeldProviderNeedNoCaptureInItsLedger() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING", "REFUNDED");
        servers.provider().remove(order + "-1");
        captured(order, 100);
        Audits.hold(folder, "payment-provider", 120, 80);
        assertBroken(money(), order + ": REFUNDED");
        callback(
                order, 1, "refund.succeeded", amount(TOTAL) + ",\"refundId\":\"" + order + "-refund\"}", "APPLIED", 90);
        assertHolds(money());
    }

    @Test
    void onlyTheHoldItselfExcusesACallback() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID");
        servers.provider().remove(order + "-1");
        captured(order, 100);
        Audits.outage(folder, "payment-provider", 120, 80);
        assertBroken(money(), order + ": PAID");
        Audits.hold(folder, "carrier", 120, 80);
        assertBroken(money(), order + ": PAID");
        Audits.hold(folder, "payment-provider", 90, 80);
        assertBroken(money(), order + ": PAID");
        Audits.hold(folder, "payment-provider", 120, 80);
        fixture.sql("payment", "UPDATE t_callback SET status = 'DISCARDED'");
        assertBroken(money(), order + ": PAID");
    }

    @Test
    void theLedgerOfAProviderThatIsStillHeldIsReadFromItsFile() throws Exception {
        order("PENDING", "CONFIRMED", "PAID");
        var entries = servers.provider().entries();
        servers.provider().clear();
        var file = Files.writeString(folder.resolve("ledger"), String.join("\n", entries) + "\n{\"type\":\"intent.cap");
        Files.createDirectory(folder.resolve("outages"));
        Files.writeString(folder.resolve("outages/payment-provider"), "\n%s held".formatted(Audits.secondsAgo(10)));
        var data = withProvider(new SimulatorData("payment-provider", "http://127.0.0.1:1", file));
        assertClean(Audits.of(Audits.withOutages(data, folder.resolve("outages"))));
        assertThatThrownBy(() -> Audits.of(data))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("Cannot read payment-provider at http://127.0.0.1:1");
    }

    @Test
    void aPlatformWithoutProviderCanBeAuditedUntilThereIsAPayment() throws Exception {
        var data = servers.data();
        var without =
                new PlatformData(data.global(), data.globalServices(), data.regions(), data.auditor(), data.control());
        order("PENDING", "CONFIRMED");
        assertClean(Audits.of(without));
        order("PENDING", "CONFIRMED", "PAID");
        assertThatThrownBy(() -> Audits.of(without))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("this platform has no");
    }

    private static PlatformData withProvider(SimulatorData provider) {
        var data = servers.data();
        return new PlatformData(
                data.global(),
                data.globalServices(),
                data.regions(),
                data.auditor(),
                data.control(),
                Optional.empty(),
                List.of(provider, data.simulators().getLast()),
                true);
    }

    private long order(String... states) throws Exception {
        var order = breaches.order(states);
        fixture.commitOffsets();
        return order;
    }

    private void secondPayment(long order) throws SQLException {
        fixture.sql("payment", """
            INSERT INTO t_payment (order_id, number, amount_minor, currency, status, version, epoch, changed_at, provider_url,
              void_pending, refund_id, refund_minor, refund_currency, refund_attempt)
            VALUES (%1$d, 2, %2$d, 'CNY', 'REFUND_PENDING', 0, 1, now(), 'http://provider', false, '%1$d-2-refund', %2$d, 'USD', 1)
            """.formatted(order, TOTAL));
    }

    private void captured(long order, int secondsAgo) throws SQLException {
        callback(order, 1, "payment.captured", amount(TOTAL) + "}", "APPLIED", secondsAgo);
    }

    private static String amount(long amount) {
        return "{\"amountMinor\":%d,\"currency\":\"CNY\"".formatted(amount);
    }

    private void callback(long order, int number, String type, String body, String status, int secondsAgo)
            throws SQLException {
        fixture.sql(
                "payment",
                "INSERT INTO t_callback (webhook_id, order_id, number, type, attempt, body, traceparent, status,"
                        + " received_at)"
                        + " VALUES ('webhook-%2$d-%1$s', %2$d, %3$d, '%1$s', 0, convert_to('%4$s', 'UTF8'), '', '%5$s',"
                                .formatted(type, order, number, body, status)
                        + " now() - interval '%d s')".formatted(secondsAgo));
    }

    private Verdict money() {
        return Audits.verify(Audits.withOutages(servers.data(), folder), CapturedMoney::new);
    }

    private static List<Verdict> audit() {
        return Audits.of(servers.data());
    }
}
