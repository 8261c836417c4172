package dev.orderplatform.tools.audit;

import static dev.orderplatform.tools.audit.Audits.assertBroken;
import static dev.orderplatform.tools.audit.Audits.assertClean;
import static dev.orderplatform.tools.audit.Audits.assertOnlyBroken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.fixtures.FixtureServers;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Payments and refunds compared with the provider's ledger. */
class AuditOfMoneyIT {

    private static final int MONEY = 9;
    private static final long TOTAL = 2 * PlatformFixture.PRICE;

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

    @Test
    void namesAnOrderThatWasPaidTwice() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "SHIPPED");
        servers.provider().capture(Instant.now(), order + "-2", TOTAL, "CNY");
        assertOnlyBroken(
                audit(),
                MONEY,
                "%1$d: SHIPPED, total %2$d CNY, but the provider holds %2$d CNY of payment %1$d-1, %2$d CNY of payment %1$d-2"
                        .formatted(order, TOTAL));
    }

    @Test
    void aSecondPaymentThatIsBeingRefundedIsNoBreach() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID");
        servers.provider().capture(Instant.now(), order + "-2", TOTAL + 1, "USD");
        secondPayment(order);
        assertClean(audit());
    }

    @Test
    void namesARefundThatNobodyRequested() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "SHIPPED", "DELIVERED");
        servers.provider().refund(Instant.now(), order + "-1", TOTAL, "CNY");
        assertOnlyBroken(
                audit(), MONEY, order + ": DELIVERED, total " + TOTAL + " CNY, but the provider holds nothing");
    }

    @Test
    void namesARefundThatIsLargerThanItsCapture() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING", "REFUNDED");
        servers.provider().refund(Instant.now(), order + "-1", 1, "CNY");
        assertBroken(audit(), MONEY, order + ": of payment " + order + "-1, 1 CNY more was refunded than captured");
    }

    @Test
    void namesACaptureOfACancelledOrderThatIsNeverRefunded() throws Exception {
        var order = order("PENDING", "CONFIRMED", "CANCELLED");
        servers.provider().capture(Instant.now(), order + "-1", TOTAL, "CNY");
        assertOnlyBroken(audit(), MONEY, order + ": CANCELLED, total " + TOTAL);
    }

    @Test
    void namesAnOrderThatWasNeverPaid() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID");
        servers.provider().remove(order + "-1");
        assertOnlyBroken(audit(), MONEY, order + ": PAID, total " + TOTAL + " CNY, but the provider holds nothing");
    }

    @Test
    void namesACaptureWithoutAnOrder() {
        servers.provider().capture(Instant.now(), "77-1", TOTAL, "CNY");
        servers.provider().capture(Instant.now(), "another-shop", TOTAL, "CNY");
        var verdicts = audit();
        assertOnlyBroken(verdicts, MONEY, "77: the provider holds " + TOTAL + " CNY of payment 77-1");
        assertThat(verdicts).flatExtracting(Verdict::offenders).hasSize(1);
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

    @Test
    void namesWhatWaitsForTheProviderForMoreThanAMinute() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING");
        assertClean(audit());
        fixture.sql("payment", "UPDATE t_payment SET status_since = now() - interval '61 s'");
        assertOnlyBroken(audit(), MONEY, order + ": " + order + "-1, refund");
        fixture.sql("payment", "UPDATE t_payment SET status_since = now()");
        callback(order, 1, "payment.declined", "{}", "WAITING", 61);
        assertOnlyBroken(audit(), MONEY, order + ": webhook-payment.declined, contradicting callback");
        fixture.sql("payment", "UPDATE t_callback SET status = 'DISCARDED'");
        assertClean(audit());
    }

    // ---- callbacks that arrived while the provider was held

    @Test
    void callbacksOfAHeldProviderCount() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID");
        servers.provider().remove(order + "-1");
        captured(order, 100);
        Audits.hold(folder, "payment-provider", 120, 80);
        assertClean(Audits.of(servers.data(), folder));
    }

    @Test
    void refundsOfAHeldProviderNeedNoCaptureInItsLedger() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING", "REFUNDED");
        servers.provider().remove(order + "-1");
        captured(order, 100);
        Audits.hold(folder, "payment-provider", 120, 80);
        assertOnlyBroken(Audits.of(servers.data(), folder), MONEY, order + ": REFUNDED");
        callback(
                order, 1, "refund.succeeded", amount(TOTAL) + ",\"refundId\":\"" + order + "-refund\"}", "APPLIED", 90);
        assertClean(Audits.of(servers.data(), folder));
    }

    @Test
    void onlyTheHoldItselfExcusesACallback() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID");
        servers.provider().remove(order + "-1");
        captured(order, 100);
        Audits.outage(folder, "payment-provider", 120, 80);
        assertBroken(Audits.of(servers.data(), folder), MONEY, order + ": PAID");
        Audits.hold(folder, "carrier", 120, 80);
        assertBroken(Audits.of(servers.data(), folder), MONEY, order + ": PAID");
        Audits.hold(folder, "payment-provider", 90, 80);
        assertBroken(Audits.of(servers.data(), folder), MONEY, order + ": PAID");
        Audits.hold(folder, "payment-provider", 120, 80);
        fixture.sql("payment", "UPDATE t_callback SET status = 'DISCARDED'");
        assertBroken(Audits.of(servers.data(), folder), MONEY, order + ": PAID");
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
        assertClean(Audits.of(data, folder.resolve("outages")));
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
        var order = fixture.order(7, 1, states);
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
                        + " VALUES ('webhook-%1$s', %2$d, %3$d, '%1$s', 0, convert_to('%4$s', 'UTF8'), '', '%5$s',"
                                .formatted(type, order, number, body, status)
                        + " now() - interval '%d s')".formatted(secondsAgo));
    }

    private static List<Verdict> audit() {
        return Audits.of(servers.data());
    }
}
