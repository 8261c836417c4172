package dev.orderplatform.tools.audit;

import static dev.orderplatform.tools.audit.Audits.assertBroken;
import static dev.orderplatform.tools.audit.Audits.assertHolds;
import static dev.orderplatform.tools.audit.Audits.assertOnlyBroken;
import static dev.orderplatform.tools.audit.Audits.secondsAgo;
import static dev.orderplatform.tools.audit.Breaches.accepts;
import static dev.orderplatform.tools.audit.Breaches.names;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.runtime.databases.PlatformData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** How long orders stay PENDING, CONFIRMED, PAID and REFUND_PENDING, and what excuses it. */
class AuditOfStatesIT extends AuditedPlatform {

    private static final int STATES = 4;
    /** Seconds, longer than any audit takes. */
    private static final int LONG_AGO = 600;

    @TempDir
    private Path folder;

    // ---- without any excuse

    @Test
    void namesAnOrderThatIsPendingForTooLong() throws Exception {
        var order = breaches.order("PENDING");
        breaches.change(order, "created_at = now() - interval '61 s'");
        fixture.commitOffsets();
        assertOnlyBroken(Audits.of(servers.data()), STATES, order + ": PENDING for ");
    }

    @TestFactory
    Stream<DynamicTest> namesOrdersThatWaitTooLong() throws Exception {
        plantPending();
        plantConfirmed();
        plantPaid();
        plantRefunds();
        fixture.commitOffsets();
        return breaches.in(Audits.of(servers.data()));
    }

    private void plantPending() throws Exception {
        breaches.plant("names an order that was PENDING for ten minutes", () -> {
            var order = breaches.order("PENDING", "CONFIRMED");
            waited(order, "now() - interval '10 min'", "now()");
            return names(order, STATES, order + ": was PENDING for 600 s");
        });
        breaches.plant("names an order that was PENDING for a bit more than a minute two days ago", () -> {
            var order = breaches.order("PENDING", "REJECTED");
            waited(order, "now() - interval '2 days'", "now() - interval '2 days' + interval '61 s'");
            return names(order, STATES, order + ": was PENDING for 61 s");
        });
    }

    private void plantConfirmed() throws Exception {
        breaches.plant("accepts an order whose payment window has just ended", () -> {
            var order = breaches.order("PENDING", "CONFIRMED");
            timer(order, 10);
            return accepts(order);
        });
        breaches.plant("names an order that stays CONFIRMED beyond its payment window", () -> {
            var order = breaches.order("PENDING", "CONFIRMED");
            timer(order, LONG_AGO);
            return names(order, STATES, order + ": CONFIRMED for ");
        });
    }

    private void plantPaid() throws Exception {
        breaches.plant("accepts an order that was paid just now and is not booked", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID");
            unbook(order);
            return accepts(order);
        });
        breaches.plant("names a paid order whose parcels are not booked", () -> {
            var order = delayed("PAID");
            return names(order, STATES, order + ": PAID for ");
        });
        breaches.plant("accepts a paid order whose parcels were booked within a minute", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID", "SHIPPED");
            rebook(order, 300);
            since(order, "PAID", 310);
            return accepts(order);
        });
        breaches.plant("names a paid order whose parcels were booked late", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID", "SHIPPED");
            rebook(order, 300);
            since(order, "PAID", LONG_AGO);
            return names(order, STATES, order + ": was PAID for ");
        });
        breaches.plant("accepts a booked order that waits for the carrier", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID");
            since(order, "PAID", LONG_AGO);
            rebook(order, LONG_AGO - 20);
            return accepts(order);
        });
        breaches.plant("names a paid order of which one parcel is not booked", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "PAID");
            since(order, "PAID", LONG_AGO);
            rebook(order, LONG_AGO - 20);
            everywhere(order, "parcels = 2");
            return names(order, STATES, order + ": PAID for ");
        });
    }

    private void plantRefunds() throws Exception {
        breaches.plant(
                "accepts a refund that was requested just now",
                () -> accepts(breaches.order("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING")));
        breaches.plant("names an order whose refund takes too long", () -> {
            var order = delayed("REFUND_PENDING");
            return names(order, STATES, order + ": REFUND_PENDING for ");
        });
        breaches.plant("names an order whose refund took too long", () -> {
            var order = breaches.order("PENDING", "CONFIRMED", "CANCELLED", "REFUND_PENDING", "REFUNDED");
            since(order, "REFUND_PENDING", LONG_AGO);
            since(order, "REFUNDED", 25);
            return names(order, STATES, order + ": was REFUND_PENDING for ");
        });
    }

    // ---- outages

    @Test
    void anOutageIsSubtracted() throws Exception {
        var order = breaches.order("PENDING", "CONFIRMED");
        waited(order, "now() - interval '10 min'", "now()");
        Audits.outage(folder, "inventory-service-east", 550, 30);
        assertHolds(waitsWithOutages());
    }

    @Test
    void anUnfinishedOutageIsSubtracted() throws Exception {
        var order = breaches.order("PENDING");
        breaches.change(order, "created_at = now() - interval '10 min'");
        Files.writeString(folder.resolve("kafka-east"), "\n%s down".formatted(secondsAgo(550)));
        assertHolds(waitsWithOutages());
    }

    @Test
    void timesBeforeTheRecordAreNotChecked() throws Exception {
        var order = breaches.order("PENDING", "CONFIRMED");
        waited(order, "now() - interval '2 days'", "now() - interval '1 day'");
        Audits.outage(folder, "order-service-east", 300, 290);
        assertHolds(waitsWithOutages());
    }

    @Test
    void outagesOfUninvolvedPartsAreNotSubtractedFromPending() throws Exception {
        var order = breaches.order("PENDING", "CONFIRMED");
        waited(order, "now() - interval '10 min'", "now()");
        for (var part : List.of("gateway", "notification-service", "kafka-west")) {
            Audits.outage(folder, part, 650, 10);
        }
        Audits.outage(folder, "order-service-east", 650, 400);
        assertBroken(waitsWithOutages(), order + ": was PENDING for 600 s, ");
    }

    @Test
    void onlyTheOrderServiceExcusesAnOrderThatStaysConfirmed() throws Exception {
        var order = breaches.order("PENDING", "CONFIRMED");
        timer(order, LONG_AGO);
        for (var part : List.of("kafka-east", "inventory-service-east", "payment-service-east", "payment-provider")) {
            outage(part);
        }
        assertBroken(waitsWithOutages(), order + ": CONFIRMED for ");
        assertBroken(waitsWithOutages(), " s after its payment window");
        outage("order-service-east");
        assertHolds(waitsWithOutages());
    }

    @Test
    void anOutageOfWhatBooksParcelsIsSubtracted() throws Exception {
        delayed("PAID");
        for (var part :
                List.of("logistics-service-east", "carrier", "kafka-east", "order-service-east", "postgres-east")) {
            outage(part);
            assertHolds(waitsWithOutages());
            forget(part);
        }
        Audits.hold(folder, "carrier", LONG_AGO - 1, 10);
        assertHolds(waitsWithOutages());
    }

    @Test
    void anOutageOfWhatRefundsIsSubtracted() throws Exception {
        delayed("REFUND_PENDING");
        for (var part : List.of("payment-service-east", "payment-provider", "kafka-east", "order-service-east")) {
            outage(part);
            assertHolds(waitsWithOutages());
            forget(part);
        }
    }

    @Test
    void outagesOfUninvolvedPartsAreNotSubtracted() throws Exception {
        var paid = delayed("PAID");
        for (var part : List.of("payment-service-east", "payment-provider", "logistics-service-west")) {
            outage(part);
            assertBroken(waitsWithOutages(), paid + ": PAID for ");
            assertBroken(waitsWithOutages(), " s before its parcels were booked");
            forget(part);
        }
        var refunded = delayed("REFUND_PENDING");
        for (var part : List.of("logistics-service-east", "carrier", "payment-service-west")) {
            outage(part);
            assertBroken(waitsWithOutages(), refunded + ": REFUND_PENDING for ");
            forget(part);
        }
    }

    @Test
    void theBacklogAfterAnOutageIsSubtracted() throws Exception {
        var last = breaches.order("PENDING", "CONFIRMED");
        Audits.outage(folder, "kafka-east", LONG_AGO, 400);
        waited(last, "now() - interval '600 s'", "now() - interval '250 s'");
        assertBroken(waitsWithOutages(), last + ": was PENDING for 350 s");
        for (var decided : List.of(370, 340, 310, 280)) {
            var other = breaches.order("PENDING", "CONFIRMED");
            waited(other, "now() - interval '600 s'", "now() - interval '" + decided + " s'");
        }
        assertHolds(waitsWithOutages());
    }

    @Test
    void theBacklogAfterAnOutageOfTheProviderIsSubtracted() throws Exception {
        var last = breaches.order("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING", "REFUNDED");
        var before = breaches.order("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING", "REFUNDED");
        for (var order : List.of(last, before)) {
            since(order, "REFUND_PENDING", LONG_AGO);
        }
        Audits.outage(folder, "payment-provider", LONG_AGO, 400);
        since(last, "REFUNDED", 330);
        assertBroken(waitsWithOutages(), last + ": was REFUND_PENDING for ");
        // Again, so that the audit's duration does not count.
        Audits.outage(folder, "payment-provider", LONG_AGO, 400);
        since(before, "REFUNDED", 370);
        since(last, "REFUNDED", 330);
        assertHolds(waitsWithOutages());
    }

    // ---- other excuses

    @Test
    void withoutPaymentWindowTimersAreIgnored() throws Exception {
        timer(breaches.order("PENDING", "CONFIRMED"), LONG_AGO);
        var data = servers.data();
        assertHolds(waits(new PlatformData(
                data.global(),
                data.globalServices(),
                data.regions(),
                data.auditor(),
                data.control(),
                Optional.empty(),
                data.simulators(),
                false)));
    }

    @Test
    void faultsOfTheCarrierExcuseUnbookedParcelsOnly() throws Exception {
        var paid = delayed("PAID");
        var refunded = delayed("REFUND_PENDING");
        servers.carrier().faults(secondsAgo(LONG_AGO), secondsAgo(10));
        var faultsOfTheCarrier = waits(servers.data());
        assertBroken(faultsOfTheCarrier, refunded + ": REFUND_PENDING for ");
        assertThat(faultsOfTheCarrier.offenders()).noneMatch(text -> text.contains(Long.toString(paid)));
        servers.carrier().remove("faults.");
        servers.provider().faults(secondsAgo(LONG_AGO), secondsAgo(10));
        var faultsOfTheProvider = waits(servers.data());
        assertBroken(faultsOfTheProvider, paid + ": PAID for ");
        assertThat(faultsOfTheProvider.offenders()).noneMatch(text -> text.contains(Long.toString(refunded)));
    }

    @Test
    void aGapInHeartbeatsIsAnOutage() throws Exception {
        var order = breaches.order("PENDING", "CONFIRMED");
        waited(order, "now() - interval '10 min'", "now()");
        heartbeats("east", 3600, 620);
        heartbeats("west", 3600, 0);
        heartbeats("east", 30, 5);
        assertHolds(waits(servers.data()));
        heartbeats("east", 620, 400);
        heartbeats("east", 390, 30);
        assertBroken(waits(servers.data()), order + ": was PENDING for 600 s");
    }

    @Test
    void missingRecentHeartbeatsAreAnOutage() throws Exception {
        var order = breaches.order("PENDING");
        breaches.change(order, "created_at = now() - interval '10 min'");
        heartbeats("east", 3600, 550);
        assertHolds(waits(servers.data()));
    }

    @Test
    void aGapInTheHeartbeatsOfLogisticsExcusesUnbookedParcels() throws Exception {
        aGapIsAnOutage("logistics-service-east", delayed("PAID") + ": PAID for ");
    }

    @Test
    void aGapInTheHeartbeatsOfPaymentsExcusesRefunds() throws Exception {
        aGapIsAnOutage("payment-service-east", delayed("REFUND_PENDING") + ": REFUND_PENDING for ");
    }

    private void aGapIsAnOutage(String service, String offender) throws SQLException {
        heartbeats("east", 3600, 0);
        heartbeats("payment-service-east", 3600, 0);
        heartbeats("logistics-service-east", 3600, 0);
        assertBroken(waits(servers.data()), offender);
        fixture.sql("control", "DELETE FROM t_heartbeat WHERE region = '" + service + "'");
        heartbeats(service, 3600, LONG_AGO);
        heartbeats(service, 10, 0);
        assertHolds(waits(servers.data()));
    }

    private long delayed(String state) throws SQLException {
        if (state.equals("PAID")) {
            var paid = breaches.order("PENDING", "CONFIRMED", "PAID");
            unbook(paid);
            since(paid, "PAID", LONG_AGO);
            return paid;
        }
        var refunded = breaches.order("PENDING", "CONFIRMED", "PAID", "REFUND_PENDING");
        since(refunded, "REFUND_PENDING", LONG_AGO);
        return refunded;
    }

    private void waited(long order, String since, String until) throws SQLException {
        breaches.change(
                order, "created_at = %s, history = jsonb_set(history, '{1,at}', to_jsonb(%s))".formatted(since, until));
    }

    private void timer(long order, int dueSecondsAgo) throws SQLException {
        fixture.sqlForOrder(
                order, "INSERT INTO t_timer_{n} VALUES (%d, now() - interval '%d s')".formatted(order, dueSecondsAgo));
    }

    private void outage(String part) throws IOException {
        Audits.outage(folder, part, LONG_AGO, 10);
    }

    private void forget(String part) throws IOException {
        Files.delete(folder.resolve(part));
    }

    private void heartbeats(String name, int from, int to) throws SQLException {
        fixture.sql(
                "control",
                "INSERT INTO t_heartbeat VALUES ('%s', now() - interval '%d s', now() - interval '%d s')"
                        .formatted(name, from, to));
    }

    /** Changes when an order entered a state. */
    private void since(long order, String state, int secondsAgo) throws SQLException {
        breaches.change(order, """
            history = (
              SELECT jsonb_agg(CASE WHEN e ->> 'status' = '%s' THEN jsonb_set(e, '{at}', to_jsonb(now() - interval '%d s'))
                ELSE e END ORDER BY n) FROM jsonb_array_elements(history) WITH ORDINALITY AS h (e, n))\
            """.formatted(state, secondsAgo));
    }

    /** The carrier has not answered yet. */
    private void unbook(long order) throws SQLException {
        servers.carrier().remove(order + "-1");
        everywhere(order, "carrier = NULL, tracking_number = NULL");
    }

    /** Changes the parcel in logistics-service and order-service alike. */
    private void everywhere(long order, String columns) throws SQLException {
        var change = " SET " + columns + " WHERE order_id = " + order;
        fixture.sql("logistics", "UPDATE t_parcel" + change);
        fixture.sqlForOrder(order, "UPDATE t_parcel_{n}" + change);
    }

    /** The carrier has booked the parcel at another time. */
    private static void rebook(long order, int secondsAgo) {
        var parcel = order + "-1";
        var later = servers.carrier().entries().stream()
                .filter(entry -> entry.contains(parcel) && !entry.contains("parcel.booked"))
                .toList();
        servers.carrier().remove(parcel);
        servers.carrier().book(secondsAgo(secondsAgo), parcel);
        later.forEach(servers.carrier()::add);
    }

    private Verdict waitsWithOutages() {
        return waits(Audits.withOutages(servers.data(), folder));
    }

    private static Verdict waits(PlatformData data) {
        return Audits.verify(data, OverdueOrders::new);
    }
}
