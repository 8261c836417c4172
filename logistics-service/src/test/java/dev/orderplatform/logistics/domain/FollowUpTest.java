package dev.orderplatform.logistics.domain;

import static dev.orderplatform.logistics.domain.ParcelStatus.BOOKED;
import static dev.orderplatform.logistics.domain.ParcelStatus.CANCELLED;
import static dev.orderplatform.logistics.domain.ParcelStatus.DELIVERED;
import static dev.orderplatform.logistics.domain.ParcelStatus.SHIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.contracts.ParcelLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FollowUpTest {
    private static final EventStamp NOW = new EventStamp(1, Instant.parse("2026-01-01T10:00:00Z"));
    private static final Optional<Booking> BOOKING = Optional.of(new Booking("SIMULATED", "SIM1"));
    private static final PollIntervals INTERVALS =
            new PollIntervals(Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ofMinutes(1));

    /** Records the calls that it answers. */
    private static final class RecordingCarrier implements Carrier {
        final List<String> calls = new ArrayList<>();
        Optional<CarrierParcel> known = Optional.empty();

        @Override
        public CarrierParcel book(Parcel parcel) {
            calls.add("book");
            return answer(BOOKED).orElseThrow();
        }

        @Override
        public Optional<CarrierParcel> find(ParcelId parcelId) {
            calls.add("find");
            return known;
        }

        @Override
        public Optional<CarrierParcel> cancel(ParcelId parcelId) {
            calls.add("cancel");
            return answer(CANCELLED);
        }
    }

    private final RecordingCarrier carrier = new RecordingCarrier();

    @Test
    void newParcelIsBooked() {
        ask(BOOKED, Optional.empty(), false);
        assertThat(carrier.calls).containsExactly("book");
    }

    @Test
    void bookedAndShippedParcelsArePolled() {
        ask(BOOKED, BOOKING, false);
        ask(SHIPPED, BOOKING, true);
        assertThat(carrier.calls).containsExactly("find", "find");
    }

    @Test
    void bookedParcelOfARefundedOrderIsCancelled() {
        ask(BOOKED, BOOKING, true);
        assertThat(carrier.calls).containsExactly("cancel");
    }

    @Test
    void bookingOfUnknownOutcomeIsLookedUpBeforeItIsCancelled() {
        carrier.known = answer(BOOKED);
        ask(BOOKED, Optional.empty(), true);
        assertThat(carrier.calls).containsExactly("find", "cancel");
    }

    @Test
    void parcelThatTheCarrierDoesNotKnowIsCancelledWithoutCallingAgain() {
        FollowUp followUp = followUp(BOOKED, Optional.empty(), true);
        Optional<CarrierParcel> answer = followUp.ask(carrier);
        assertThat(carrier.calls).containsExactly("find");
        assertThat(followUp.changes(answer, NOW)).extracting(Parcel::status).containsExactly(CANCELLED);
    }

    @Test
    void parcelThatHasLeftIsNotCancelled() {
        carrier.known = answer(DELIVERED);
        FollowUp followUp = followUp(BOOKED, Optional.empty(), true);
        assertThat(followUp.changes(followUp.ask(carrier), NOW))
                .extracting(Parcel::status)
                .containsExactly(SHIPPED, DELIVERED);
        assertThat(carrier.calls).containsExactly("find");
    }

    @Test
    void unknownParcelOfAPaidOrderStaysAsItIs() {
        assertThat(followUp(SHIPPED, BOOKING, false).changes(Optional.empty(), NOW))
                .isEmpty();
    }

    @Test
    void parcelCancelledUnderABookingThatArrivesLaterIsCancelledAtTheCarrier() {
        carrier.known = answer(BOOKED);
        FollowUp followUp = followUp(CANCELLED, Optional.empty(), true);
        Optional<CarrierParcel> answer = followUp.ask(carrier);
        assertThat(carrier.calls).containsExactly("find", "cancel");
        assertThat(pause(followUp.after(followUp.changes(answer, NOW)), true)).isEmpty();
    }

    @Test
    void pollsFollowAtGrowingIntervals() {
        FollowUp followUp = followUp(SHIPPED, BOOKING, false);
        assertThat(pause(unchangedFor(followUp, Duration.ZERO), true)).contains(Duration.ofSeconds(5));
        assertThat(pause(unchangedFor(followUp, Duration.ofSeconds(20)), true)).contains(Duration.ofSeconds(20));
        assertThat(pause(unchangedFor(followUp, Duration.ofDays(9)), true)).contains(Duration.ofMinutes(10));
    }

    @Test
    void endedParcelIsFollowedUpNoMore() {
        assertThat(pause(followUp(DELIVERED, BOOKING, false), true)).isEmpty();
        assertThat(pause(followUp(DELIVERED, Optional.empty(), false), false)).isEmpty();
        assertThat(pause(followUp(CANCELLED, BOOKING, true), true)).isEmpty();
    }

    @Test
    void parcelThatTheCarrierDidNotKnowIsLookedUpOnceMore() {
        FollowUp cancelled = followUp(CANCELLED, Optional.empty(), true);
        assertThat(pause(unchangedFor(cancelled, Duration.ZERO), false)).contains(INTERVALS.recheck());
        assertThat(pause(unchangedFor(cancelled, INTERVALS.recheck()), false)).isEmpty();
        assertThat(pause(cancelled, true)).contains(Duration.ZERO);
    }

    @Test
    void endedParcelIsAskedAboutIfACallbackContradictsIt() {
        FollowUp settled = followUp(CANCELLED, BOOKING, true);
        assertThat(settled.isOpen()).isFalse();
        assertThat(new FollowUp(
                                settled.parcel(),
                                true,
                                Duration.ZERO,
                                List.of(new WaitingCallback("w", CallbackType.SHIPPED)))
                        .isOpen())
                .isTrue();
    }

    private void ask(ParcelStatus status, Optional<Booking> booking, boolean refunded) {
        followUp(status, booking, refunded).ask(carrier);
    }

    private static Optional<Duration> pause(FollowUp followUp, boolean isKnown) {
        return followUp.pause(isKnown, INTERVALS);
    }

    private static FollowUp unchangedFor(FollowUp followUp, Duration time) {
        return new FollowUp(followUp.parcel(), followUp.refunded(), time, List.of());
    }

    private static FollowUp followUp(ParcelStatus status, Optional<Booking> booking, boolean refunded) {
        Parcel parcel =
                new Parcel(new ParcelId(7, 1), 1, List.of(new ParcelLine("A", 1)), status, booking, 1, 1, NOW.at());
        return new FollowUp(parcel, refunded, Duration.ZERO, List.of());
    }

    private static Optional<CarrierParcel> answer(ParcelStatus status) {
        return BOOKING.map(booking -> new CarrierParcel(booking, status));
    }
}
