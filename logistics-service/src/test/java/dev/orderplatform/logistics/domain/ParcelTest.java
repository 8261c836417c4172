package dev.orderplatform.logistics.domain;

import static dev.orderplatform.logistics.domain.ParcelStatus.BOOKED;
import static dev.orderplatform.logistics.domain.ParcelStatus.CANCELLED;
import static dev.orderplatform.logistics.domain.ParcelStatus.DELIVERED;
import static dev.orderplatform.logistics.domain.ParcelStatus.RETURNED;
import static dev.orderplatform.logistics.domain.ParcelStatus.SHIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.contracts.ParcelDeliveredEvent;
import dev.orderplatform.contracts.ParcelLine;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParcelTest {
    private static final Instant AT = Instant.parse("2026-01-01T10:00:00Z");
    private static final EventStamp LATER = new EventStamp(4, AT.plusSeconds(60));
    private static final Booking BOOKING = new Booking("SIMULATED", "SIM1");

    @ParameterizedTest
    @CsvSource({
        "BOOKED, SHIPPED, SHIPPED",
        "BOOKED, DELIVERED, SHIPPED DELIVERED",
        "BOOKED, RETURNED, SHIPPED RETURNED",
        "BOOKED, CANCELLED, CANCELLED",
        "SHIPPED, DELIVERED, DELIVERED",
        "SHIPPED, RETURNED, RETURNED",
        "DELIVERED, RETURNED, RETURNED",
        "CANCELLED, SHIPPED, SHIPPED",
        "CANCELLED, DELIVERED, SHIPPED DELIVERED",
    })
    void parcelPassesThroughWhatLeadsToItsStatus(ParcelStatus from, ParcelStatus to, String passed) {
        List<Parcel> changes = parcel(from).proceedTo(to, LATER);
        assertThat(changes.stream().map(Parcel::status))
                .containsExactlyElementsOf(List.of(passed.split(" ")).stream()
                        .map(ParcelStatus::valueOf)
                        .toList());
        assertThat(changes.getLast().version()).isEqualTo(5 + changes.size());
        assertThat(changes)
                .allMatch(parcel -> parcel.epoch() == 4 && parcel.at().equals(LATER.at()));
    }

    @ParameterizedTest
    @CsvSource({
        "BOOKED, BOOKED",
        "SHIPPED, SHIPPED",
        "SHIPPED, BOOKED",
        "SHIPPED, CANCELLED",
        "DELIVERED, SHIPPED",
        "RETURNED, SHIPPED",
        "RETURNED, DELIVERED",
        "CANCELLED, BOOKED",
    })
    void whatIsKnownOrOutdatedChangesNothing(ParcelStatus from, ParcelStatus to) {
        assertThat(parcel(from).proceedTo(to, LATER)).isEmpty();
    }

    @Test
    void onlyTheCarriersAnswerCanConfirmAContradiction() {
        assertThat(parcel(CANCELLED).isContradictedBy(SHIPPED)).isTrue();
        assertThat(parcel(CANCELLED).isContradictedBy(DELIVERED)).isTrue();
        assertThat(parcel(BOOKED).isContradictedBy(RETURNED)).isTrue();
        assertThat(parcel(BOOKED).isContradictedBy(DELIVERED)).isFalse();
        assertThat(parcel(SHIPPED).isContradictedBy(RETURNED)).isFalse();
        assertThat(parcel(RETURNED).isContradictedBy(DELIVERED)).isFalse();
    }

    @Test
    void bookingAnswerIsAChangeOfItsOwn() {
        Parcel unbooked = unbooked(BOOKED);
        assertThat(unbooked.follow(new CarrierParcel(BOOKING, BOOKED), LATER))
                .containsExactly(
                        new Parcel(unbooked.id(), 2, unbooked.lines(), BOOKED, Optional.of(BOOKING), 6, 4, LATER.at()));
        assertThat(parcel(BOOKED).follow(new CarrierParcel(BOOKING, BOOKED), LATER))
                .isEmpty();
    }

    @Test
    void bookingAnswerThatComesAfterCallbacksKeepsTheStatus() {
        List<Parcel> changes = unbooked(DELIVERED).follow(new CarrierParcel(BOOKING, BOOKED), LATER);
        assertThat(changes).hasSize(1);
        assertThat(changes.getFirst().status()).isEqualTo(DELIVERED);
        assertThat(changes.getFirst().booking()).contains(BOOKING);
    }

    @Test
    void answerWithLaterStatusCarriesTheBookingThroughAllChanges() {
        assertThat(unbooked(BOOKED).follow(new CarrierParcel(BOOKING, DELIVERED), LATER))
                .allMatch(parcel -> parcel.booking().equals(Optional.of(BOOKING)))
                .extracting(Parcel::status)
                .containsExactly(SHIPPED, DELIVERED);
    }

    @Test
    void cancelledParcelDoesNotTakeALateBooking() {
        assertThat(unbooked(CANCELLED).follow(new CarrierParcel(BOOKING, BOOKED), LATER))
                .isEmpty();
        assertThat(unbooked(CANCELLED).isOpen()).isTrue();
        assertThat(unbooked(CANCELLED).follow(new CarrierParcel(BOOKING, CANCELLED), LATER))
                .noneMatch(Parcel::isOpen);
    }

    @ParameterizedTest
    @EnumSource(ParcelStatus.class)
    void eachStatusHasItsEvent(ParcelStatus status) {
        String name = status.name().charAt(0) + status.name().substring(1).toLowerCase(Locale.ROOT);
        assertThat(parcel(status).event().type()).isEqualTo("Parcel" + name + "Event");
    }

    @Test
    void eventCarriesTheWholeParcel() {
        assertThat(parcel(DELIVERED).event())
                .isEqualTo(new ParcelDeliveredEvent(
                        "7-1",
                        7,
                        5,
                        3,
                        AT,
                        1,
                        2,
                        Optional.of("SIMULATED"),
                        Optional.of("SIM1"),
                        List.of(new ParcelLine("A", 1))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "7", "7-", "7-0", "0-1", "-7-1", "7-1-1", "7-01", "9223372036854775808-1", "7-1 ", "a-1"})
    void thisIsNoParcelId(String text) {
        assertThat(ParcelId.parse(text)).isEmpty();
    }

    @Test
    void parcelIdHasOneSpelling() {
        assertThat(ParcelId.parse("9223372036854775807-999999999"))
                .contains(new ParcelId(Long.MAX_VALUE, 999_999_999))
                .map(ParcelId::toString)
                .contains("9223372036854775807-999999999");
    }

    private static Parcel parcel(ParcelStatus status) {
        return parcel(status, Optional.of(BOOKING));
    }

    private static Parcel unbooked(ParcelStatus status) {
        return parcel(status, Optional.empty());
    }

    private static Parcel parcel(ParcelStatus status, Optional<Booking> booking) {
        return new Parcel(new ParcelId(7, 1), 2, List.of(new ParcelLine("A", 1)), status, booking, 5, 3, AT);
    }
}
