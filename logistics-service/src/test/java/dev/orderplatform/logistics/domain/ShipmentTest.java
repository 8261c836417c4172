package dev.orderplatform.logistics.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.orderplatform.contracts.ParcelLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShipmentTest {
    private static final EventStamp NOW = new EventStamp(3, Instant.parse("2026-01-01T10:00:00Z"));

    @Test
    void parcelsAreFilledInLineOrderAcrossLines() {
        Shipment shipment = Shipment.of(7, List.of(line("A", 4), line("B", 13), line("C", 5)));
        assertThat(shipment.parcels()).isEqualTo(3);
        assertThat(shipment.pack(1_000, NOW))
                .extracting(Parcel::lines)
                .containsExactly(
                        List.of(line("A", 4), line("B", 6)),
                        List.of(line("B", 7), line("C", 3)),
                        List.of(line("C", 2)));
    }

    @Test
    void newParcelIsBookedWithoutAnswerOfTheCarrier() {
        assertThat(Shipment.of(7, List.of(line("A", 11))).pack(1_000, NOW).getLast())
                .isEqualTo(new Parcel(
                        new ParcelId(7, 2),
                        2,
                        List.of(line("A", 1)),
                        ParcelStatus.BOOKED,
                        Optional.empty(),
                        1,
                        3,
                        NOW.at()));
    }

    @Test
    void fullParcelsHaveTenUnitsEach() {
        assertThat(Shipment.of(7, List.of(line("A", 10))).parcels()).isEqualTo(1);
        assertThat(Shipment.of(7, List.of(line("A", 10), line("B", 1))).parcels())
                .isEqualTo(2);
    }

    @Test
    void packingInPartsIsPackingAtOnce() {
        Shipment shipment = Shipment.of(7, List.of(line("A", 17), line("B", 28), line("C", 1)));
        Shipment rest = shipment.packed(shipment.pack(2, NOW).size());
        assertThat(rest.isPackable()).isTrue();
        assertThat(rest.pack(1_000, NOW)).isEqualTo(shipment.pack(1_000, NOW).subList(2, 5));
        assertThat(rest.packed(3).isPackable()).isFalse();
        assertThat(rest.packed(3).pack(1_000, NOW)).isEmpty();
    }

    @Test
    void largestOrderHasAHundredThousandParcels() {
        Shipment shipment = Shipment.of(
                7, IntStream.range(0, 100).mapToObj(n -> line("S" + n, 10_000)).toList());
        assertThat(shipment.parcels()).isEqualTo(100_000);
        assertThat(shipment.packed(99_999).pack(1_000, NOW))
                .extracting(Parcel::id, Parcel::lines)
                .containsExactly(tuple(new ParcelId(7, 100_000), List.of(line("S99", 10))));
    }

    @Test
    void refundedOrderIsNotPacked() {
        Shipment refunded = Shipment.of(7, List.of(line("A", 30))).packed(1).refund();
        assertThat(refunded.isPackable()).isFalse();
        assertThat(refunded.pack(1_000, NOW)).isEmpty();
        assertThat(Shipment.tombstone(7).isPackable()).isFalse();
    }

    @Test
    void moreThanThereIsCannotBePacked() {
        assertThatThrownBy(() -> Shipment.of(7, List.of(line("A", 10))).packed(2))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ParcelLine line(String sku, int quantity) {
        return new ParcelLine(sku, quantity);
    }
}
