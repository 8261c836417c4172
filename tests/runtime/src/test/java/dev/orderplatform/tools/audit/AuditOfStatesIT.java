package dev.orderplatform.tools.audit;

import static dev.orderplatform.tools.audit.Audits.assertClean;
import static dev.orderplatform.tools.audit.Audits.assertOnlyBroken;
import static dev.orderplatform.tools.audit.Audits.secondsAgo;

import dev.orderplatform.fixtures.FixtureServers;
import dev.orderplatform.fixtures.PlatformFixture;
import dev.orderplatform.runtime.databases.PlatformData;
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
        timer(order, 59);
        assertClean(audit());
        timer(order, 75);
        assertOnlyBroken(audit(), STATES, order + ": CONFIRMED for 75 s after its payment window");
        for (var part : List.of("kafka-east", "inventory-service-east", "payment-service-east", "payment-provider")) {
            Audits.outage(folder, part, 75, 5);
        }
        assertOnlyBroken(Audits.of(servers.data(), folder), STATES, order + ": CONFIRMED for 75 s");
        Audits.outage(folder, "order-service-east", 75, 50);
        assertClean(Audits.of(servers.data(), folder));
    }

    @Test
    void withoutPaymentWindowTimersAreIgnored() throws Exception {
        var order = order("PENDING", "CONFIRMED");
        timer(order, 1000);
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
        since(order, "PAID", 59);
        assertClean(audit());
        since(order, "PAID", 75);
        assertOnlyBroken(audit(), STATES, order + ": PAID for 75 s before its parcels were booked");
    }

    @Test
    void namesAPaidOrderWhoseParcelsWereBookedLate() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "SHIPPED");
        rebook(order, 20);
        since(order, "PAID", 79);
        assertClean(audit());
        since(order, "PAID", 85);
        assertOnlyBroken(audit(), STATES, order + ": was PAID for 65 s before its parcels were booked");
    }

    @Test
    void aBookedOrderMayWaitForTheCarrier() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID");
        since(order, "PAID", 1000);
        rebook(order, 950);
        assertClean(audit());
    }

    @Test
    void namesAPaidOrderOfWhichOneParcelIsNotBooked() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID");
        since(order, "PAID", 75);
        rebook(order, 70);
        fixture.sql("logistics", "UPDATE t_parcel SET parcels = 2");
        fixture.sqlForOrder(order, "UPDATE t_parcel_{n} SET parcels = 2");
        assertOnlyBroken(audit(), STATES, order + ": PAID for 75 s before its parcels were booked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"logistics-service-east", "carrier", "kafka-east", "order-service-east", "postgres-east"})
    void anOutageOfWhatBooksParcelsIsSubtracted(String part) throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID");
        unbook(order);
        since(order, "PAID", 75);
        Audits.outage(folder, part, 70, 50);
        assertClean(Audits.of(servers.data(), folder));
    }

    @Test
    void aHoldOfTheCarrierIsSubtracted() throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID");
        unbook(order);
        since(order, "PAID", 75);
        Audits.hold(folder, "carrier", 70, 50);
        assertClean(Audits.of(servers.data(), folder));
    }

    // ---- REFUND_PENDING

    @Test
    void namesAnOrderWhoseRefundTakesTooLong() throws Exception {
        var waiting = order("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING");
        since(waiting, "REFUND_PENDING", 59);
        assertClean(audit());
        since(waiting, "REFUND_PENDING", 75);
        assertOnlyBroken(audit(), STATES, waiting + ": REFUND_PENDING for 75 s");
    }

    @Test
    void namesAnOrderWhoseRefundTookTooLong() throws Exception {
        var refunded = order("PENDING", "CONFIRMED", "CANCELLED", "REFUND_PENDING", "REFUNDED");
        since(refunded, "REFUND_PENDING", 100);
        since(refunded, "REFUNDED", 25);
        assertOnlyBroken(audit(), STATES, refunded + ": was REFUND_PENDING for 75 s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"payment-service-east", "payment-provider", "kafka-east", "order-service-east"})
    void anOutageOfWhatRefundsIsSubtracted(String part) throws Exception {
        var order = order("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING");
        since(order, "REFUND_PENDING", 75);
        Audits.outage(folder, part, 70, 50);
        assertClean(Audits.of(servers.data(), folder));
    }

    @Test
    void theBacklogAfterAnOutageOfTheProviderIsSubtracted() throws Exception {
        Audits.outage(folder, "payment-provider", 300, 200);
        var last = order("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING", "REFUNDED");
        since(last, "REFUND_PENDING", 300);
        since(last, "REFUNDED", 100);
        assertOnlyBroken(Audits.of(servers.data(), folder), STATES, last + ": was REFUND_PENDING for 200 s, 100 s of it");
        var before = order("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING", "REFUNDED");
        since(before, "REFUND_PENDING", 300);
        since(before, "REFUNDED", 150);
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
        Audits.outage(folder, part, 75, 5);
        assertOnlyBroken(Audits.of(servers.data(), folder), STATES, order + ": " + state + " for 75 s");
    }

    @Test
    void faultsOfTheCarrierExcuseUnbookedParcelsOnly() throws Exception {
        var paid = delayed("PAID");
        var refunded = delayed("REFUND_PENDING");
        servers.carrier().faults(secondsAgo(70), secondsAgo(50));
        assertOnlyBroken(audit(), STATES, refunded + ": REFUND_PENDING for 75 s");
        servers.carrier().clear();
        servers.provider().faults(secondsAgo(70), secondsAgo(50));
        assertOnlyBroken(audit(), STATES, paid + ": PAID for 75 s");
    }

    @ParameterizedTest
    @CsvSource({"PAID, logistics-service-east", "REFUND_PENDING, payment-service-east"})
    void aGapInTheHeartbeatsOfAServiceIsAnOutage(String state, String service) throws Exception {
        var order = delayed(state);
        heartbeats("east", 3600, 0);
        heartbeats("payment-service-east", 3600, 0);
        heartbeats("logistics-service-east", 3600, 0);
        assertOnlyBroken(audit(), STATES, order + ": " + state + " for 75 s");
        fixture.sql("control", "DELETE FROM t_heartbeat WHERE region = '" + service + "'");
        heartbeats(service, 3600, 70);
        heartbeats(service, 50, 0);
        assertClean(audit());
    }

    private long delayed(String state) throws Exception {
        if (state.equals("PAID")) {
            var paid = order("PENDING", "CONFIRMED", "PAID");
            unbook(paid);
            since(paid, "PAID", 75);
            return paid;
        }
        var refunded = order("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING");
        since(refunded, "REFUND_PENDING", 75);
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
