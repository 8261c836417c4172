package dev.orderplatform.tools.audit;

import static dev.orderplatform.tools.audit.Audits.assertClean;
import static dev.orderplatform.tools.audit.Audits.assertOnlyBroken;
import static dev.orderplatform.tools.audit.Audits.secondsAgo;

import dev.orderplatform.fixtures.FixtureServers;
import dev.orderplatform.fixtures.PlatformFixture;
import dev.orderplatform.runtime.databases.PlatformData;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long orders stay CONFIRMED, PAID and REFUND_PENDING, and what excuses it. */
class AuditOfStatesIT {

    private static final int STATES = 4;
    /** Seconds, longer than any audit takes. */
    private static final int LONG_AGO = 600;

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

    // ---- CONFIRMED

    @Test
    void namesAnOrderThatStaysConfirmedBeyondItsPaymentWindow() throws Exception {
        var order = order("PENDING", "CONFIRMED");
        timer(order, 10);
        assertClean(audit());
        timer(order, LONG_AGO);
        assertOnlyBroken(audit(), STATES, " s after its payment window");
        for (var part : List.of("kafka-east", "inventory-service-east", "payment-service-east", "payment-provider")) {
            outage(part);
        }
        assertOnlyBroken(Audits.of(servers.data(), folder), STATES, order + ": CONFIRMED for ");
        outage("order-service-east");
        assertClean(Audits.of(servers.data(), folder));
    }

    @Test
    void withoutPaymentWindowTimersAreIgnored() throws Exception {
        var order = order("PENDING", "CONFIRMED");
        timer(order, LONG_AGO);
        var data = servers.data();
        assertClean(Audits.of(new PlatformData(
                data.global(),
                data.globalServices(),
                data.regions(),
                data.auditor(),
                data.control(),
                Optional.empty(),
                data.simulators(),
                false)));
    }

    private void timer(long order, int dueSecondsAgo) throws SQLException {
        fixture.sqlForOrder(
                order,
                "INSERT INTO t_timer_{n} VALUES (%1$d, now() - interval '%2$d s') ON CONFLICT (order_id) DO UPDATE SET due_at = excluded.due_at"
                        .formatted(order, dueSecondsAgo));
    }

    // ---- PAID

    @Test
    void namesAPaidOrderWhoseParcelsAreNotBooked() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID");
        unbook(order);
        assertClean(audit());
        since(order, "PAID", LONG_AGO);
        var verdicts = audit();
        assertOnlyBroken(verdicts, STATES, order + ": PAID for ");
        assertOnlyBroken(verdicts, STATES, " s before its parcels were booked");
    }

    @Test
    void namesAPaidOrderWhoseParcelsWereBookedLate() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "SHIPPED");
        rebook(order, 300);
        since(order, "PAID", 290);
        assertClean(audit());
        since(order, "PAID", LONG_AGO);
        assertOnlyBroken(audit(), STATES, order + ": was PAID for ");
    }

    @Test
    void aBookedOrderMayWaitForTheCarrier() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID");
        since(order, "PAID", LONG_AGO);
        rebook(order, LONG_AGO - 20);
        assertClean(audit());
    }

    @Test
    void namesAPaidOrderOfWhichOneParcelIsNotBooked() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID");
        since(order, "PAID", LONG_AGO);
        rebook(order, LONG_AGO - 20);
        fixture.sql("logistics", "UPDATE t_parcel SET parcels = 2");
        fixture.sqlForOrder(order, "UPDATE t_parcel_{n} SET parcels = 2");
        assertOnlyBroken(audit(), STATES, order + ": PAID for ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"logistics-service-east", "carrier", "kafka-east", "order-service-east", "postgres-east"})
    void anOutageOfWhatBooksParcelsIsSubtracted(String part) throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID");
        unbook(order);
        since(order, "PAID", LONG_AGO);
        outage(part);
        assertClean(Audits.of(servers.data(), folder));
    }

    @Test
    void aHoldOfTheCarrierIsSubtracted() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID");
        unbook(order);
        since(order, "PAID", LONG_AGO);
        Audits.hold(folder, "carrier", LONG_AGO - 1, 10);
        assertClean(Audits.of(servers.data(), folder));
    }

    // ---- REFUND_PENDING

    @Test
    void namesAnOrderWhoseRefundTakesTooLong() throws Exception {
        var waiting = order("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING");
        assertClean(audit());
        since(waiting, "REFUND_PENDING", LONG_AGO);
        assertOnlyBroken(audit(), STATES, waiting + ": REFUND_PENDING for ");
    }

    @Test
    void namesAnOrderWhoseRefundTookTooLong() throws Exception {
        var refunded = order("PENDING", "CONFIRMED", "CANCELLED", "REFUND_PENDING", "REFUNDED");
        since(refunded, "REFUND_PENDING", LONG_AGO);
        since(refunded, "REFUNDED", 25);
        assertOnlyBroken(audit(), STATES, refunded + ": was REFUND_PENDING for ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"payment-service-east", "payment-provider", "kafka-east", "order-service-east"})
    void anOutageOfWhatRefundsIsSubtracted(String part) throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING");
        since(order, "REFUND_PENDING", LONG_AGO);
        outage(part);
        assertClean(Audits.of(servers.data(), folder));
    }

    @Test
    void theBacklogAfterAnOutageOfTheProviderIsSubtracted() throws Exception {
        var last = order("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING", "REFUNDED");
        var before = order("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING", "REFUNDED");
        for (var order : List.of(last, before)) {
            since(order, "REFUND_PENDING", LONG_AGO);
        }
        Audits.outage(folder, "payment-provider", LONG_AGO, 400);
        since(last, "REFUNDED", 330);
        assertOnlyBroken(Audits.of(servers.data(), folder), STATES, last + ": was REFUND_PENDING for ");
        // Again, so that the audit's duration does not count.
        Audits.outage(folder, "payment-provider", LONG_AGO, 400);
        since(before, "REFUNDED", 370);
        since(last, "REFUNDED", 330);
        assertClean(Audits.of(servers.data(), folder));
    }

    // ---- which excuse excuses what

    @ParameterizedTest
    @CsvSource({
        "PAID, payment-service-east", "PAID, payment-provider", "PAID, logistics-service-west",
        "REFUND_PENDING, logistics-service-east", "REFUND_PENDING, carrier", "REFUND_PENDING, payment-service-west"
    })
    void outagesOfUninvolvedPartsAreNotSubtracted(String state, String part) throws Exception {
        var order = delayed(state);
        outage(part);
        assertOnlyBroken(Audits.of(servers.data(), folder), STATES, order + ": " + state + " for ");
    }

    @Test
    void faultsOfTheCarrierExcuseUnbookedParcelsOnly() throws Exception {
        var paid = delayed("PAID");
        var refunded = delayed("REFUND_PENDING");
        servers.carrier().faults(secondsAgo(LONG_AGO), secondsAgo(10));
        assertOnlyBroken(audit(), STATES, refunded + ": REFUND_PENDING for ");
        servers.carrier().remove("faults.");
        servers.provider().faults(secondsAgo(LONG_AGO), secondsAgo(10));
        assertOnlyBroken(audit(), STATES, paid + ": PAID for ");
    }

    @ParameterizedTest
    @CsvSource({"PAID, logistics-service-east", "REFUND_PENDING, payment-service-east"})
    void aGapInTheHeartbeatsOfAServiceIsAnOutage(String state, String service) throws Exception {
        var order = delayed(state);
        heartbeats("east", 3600, 0);
        heartbeats("payment-service-east", 3600, 0);
        heartbeats("logistics-service-east", 3600, 0);
        assertOnlyBroken(audit(), STATES, order + ": " + state + " for ");
        fixture.sql("control", "DELETE FROM t_heartbeat WHERE region = '" + service + "'");
        heartbeats(service, 3600, LONG_AGO);
        heartbeats(service, 10, 0);
        assertClean(audit());
    }

    private void outage(String part) throws IOException {
        Audits.outage(folder, part, LONG_AGO, 10);
    }

    private long delayed(String state) throws Exception {
        if (state.equals("PAID")) {
            var paid = order("PENDING", "CONFIRMED", "PAID");
            unbook(paid);
            since(paid, "PAID", LONG_AGO);
            return paid;
        }
        var refunded = order("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING");
        since(refunded, "REFUND_PENDING", LONG_AGO);
        return refunded;
    }

    private void heartbeats(String name, int from, int to) throws SQLException {
        fixture.sql(
                "control",
                "INSERT INTO t_heartbeat VALUES ('%s', now() - interval '%d s', now() - interval '%d s')"
                        .formatted(name, from, to));
    }

    /** Changes when an order entered a state. */
    private void since(long order, String state, int secondsAgo) throws SQLException {
        fixture.sqlForOrder(order, """
            UPDATE t_order_{n} SET history = (
              SELECT jsonb_agg(CASE WHEN e ->> 'status' = '%s' THEN jsonb_set(e, '{at}', to_jsonb(now() - interval '%d s'))
                ELSE e END ORDER BY n) FROM jsonb_array_elements(history) WITH ORDINALITY AS h (e, n))
            WHERE order_id = %d
            """.formatted(state, secondsAgo, order));
    }

    /** The carrier has not answered yet. */
    private void unbook(long order) throws SQLException {
        servers.carrier().remove(order + "-1");
        var change = " SET carrier = NULL, tracking_number = NULL";
        fixture.sql("logistics", "UPDATE t_parcel" + change + " WHERE order_id = " + order);
        fixture.sqlForOrder(order, "UPDATE t_parcel_{n}" + change + " WHERE order_id = " + order);
    }

    /** The carrier has booked the parcel at another time. */
    private static void rebook(long order, int secondsAgo) {
        var later = servers.carrier().entries().stream()
                .filter(entry -> entry.contains("parcel.shipped"))
                .toList();
        servers.carrier().clear();
        servers.carrier().book(secondsAgo(secondsAgo), order + "-1");
        later.forEach(servers.carrier()::add);
    }

    private long order(String... states) throws Exception {
        var order = fixture.order(7, 1, states);
        fixture.commitOffsets();
        return order;
    }

    private static List<Verdict> audit() {
        return Audits.of(servers.data());
    }
}
