package dev.orderplatform.tools.audit;

import static dev.orderplatform.tools.audit.LedgerEntries.booked;
import static dev.orderplatform.tools.audit.LedgerEntries.parcel;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CarrierLedgerTest {

    private static final Instant THEN = Instant.parse("2026-01-01T12:00:00Z");

    private final HeldParcels held = new HeldParcels();
    private final CarrierLedger ledger = new CarrierLedger(held, THEN);

    @Test
    void aParcelHasTheCarriersLastStepAndTrackingNumber() {
        ledger.accept(booked(THEN, "5-1", "T1"));
        ledger.accept(parcel("parcel.shipped", THEN, "5-1"));
        ledger.accept(parcel("parcel.delivered", THEN, "5-1"));
        ledger.accept(booked(THEN, "5-2", "T2"));
        ledger.accept(booked(THEN, "5-3", "T3"));
        assertThat(difference(1, "DELIVERED", "T1")).isEmpty();
        assertThat(difference(2, "BOOKED", "T1")).contains("tracking number T1, but the carrier has another");
        assertThat(left()).containsExactly(new PartId(5, 3));
        assertThat(difference(3, "SHIPPED", "T3")).contains("SHIPPED, but the carrier says BOOKED");
        assertThat(left()).isEmpty();
    }

    @Test
    void onlyAParcelThatWasNeverBookedMayBeUnknownToTheCarrier() {
        assertThat(difference(1, "BOOKED")).isEmpty();
        assertThat(difference(1, "CANCELLED")).isEmpty();
        assertThat(difference(1, "BOOKED", "T1")).contains("BOOKED, but the carrier does not know it");
        assertThat(difference(1, "SHIPPED")).isPresent();
    }

    @Test
    void aCancelledParcelNeedsNoTrackingNumber() {
        ledger.accept(booked(THEN, "5-1", "T1"));
        ledger.accept(booked(THEN, "5-2", "T2"));
        ledger.accept(parcel("parcel.cancelled", THEN, "5-1"));
        assertThat(difference(1, "CANCELLED")).isEmpty();
        assertThat(difference(2, "BOOKED")).contains("tracking number missing, but the carrier has another");
    }

    @Test
    void whatHasJustHappenedMayNotBeKnown() {
        ledger.accept(booked(THEN.plusMillis(1), "5-1", "T1"));
        ledger.accept(booked(THEN.plusMillis(1), "5-2", "T2"));
        assertThat(difference(1, "BOOKED")).isEmpty();
        assertThat(left()).isEmpty();
    }

    @Test
    void callbacksOfAHeldCarrierCountAsWell() {
        held.add(new PartId(5, 1), "parcel.delivered", "F1");
        held.add(new PartId(5, 2), "parcel.returned", "F2");
        ledger.accept(booked(THEN, "5-1", "T1"));
        assertThat(difference(1, "DELIVERED", "F1")).isEmpty();
        assertThat(difference(2, "RETURNED", "F2")).isEmpty();
        assertThat(difference(2, "DELIVERED", "F2")).isPresent();
    }

    @Test
    void anOrderIsBookedWithItsLastParcel() {
        ledger.accept(booked(THEN, "5-2", "T1"));
        assertThat(ledger.booked(5, 2)).isEmpty();
        ledger.accept(booked(THEN.plusSeconds(3), "5-1", "T1"));
        assertThat(ledger.booked(5, 2)).hasValue(THEN.plusSeconds(3).toEpochMilli());
        assertThat(ledger.booked(6, 1)).isEmpty();
    }

    private Optional<String> difference(int number, String status, String... trackingNumber) {
        return ledger.takeDifference(new StoredParcel(
                new PartId(5, number), status, List.of(trackingNumber).stream().findFirst()));
    }

    private List<PartId> left() {
        var left = new ArrayList<PartId>();
        ledger.forEachLeft(left::add);
        return left;
    }
}
