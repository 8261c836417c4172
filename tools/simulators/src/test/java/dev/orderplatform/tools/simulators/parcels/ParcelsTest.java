package dev.orderplatform.tools.simulators.parcels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.orderplatform.tools.simulators.faults.Faults;
import dev.orderplatform.tools.simulators.http.Problem;
import dev.orderplatform.tools.simulators.journal.Decision;
import dev.orderplatform.tools.simulators.journal.Due;
import dev.orderplatform.tools.simulators.journal.Entry;
import dev.orderplatform.tools.simulators.journal.Moment;
import dev.orderplatform.tools.simulators.parcels.Parcel.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ParcelsTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final List<Line> LINES = List.of(new Line("SKU-00001", 2));

    private final Parcels parcels = new Parcels(Duration.ofSeconds(1), Duration.ofSeconds(2));
    private final List<Entry> entries = new ArrayList<>();
    private Faults faults = Faults.NONE;

    @Test
    void parcelIsShippedAndDelivered() {
        book("1-1");
        assertThat(dueOf(entries.getLast())).containsExactly(NOW.plusSeconds(1));
        settle("1-1");
        assertThat(status("1-1")).isEqualTo(Status.SHIPPED);
        assertThat(dueOf(entries.getLast())).containsExactly(NOW, NOW.plusSeconds(2));
        settle("1-1");
        assertThat(status("1-1")).isEqualTo(Status.DELIVERED);
        assertThat(settle("1-1")).isEmpty();
    }

    @Test
    void deliveryIsReportedWithItsTrackingNumber() {
        var number = book("1-1").trackingNumber();
        settle("1-1");
        settle("1-1");
        assertThat(entries.getLast().owes())
                .containsExactly(new Due.Callback(
                        "delivered-1-1",
                        NOW,
                        1,
                        "{\"type\":\"parcel.delivered\",\"parcelId\":\"1-1\",\"trackingNumber\":\"%s\",\"at\":\"2026-11-30T12:00:00Z\"}"
                                .formatted(number)));
    }

    @Test
    void trackingNumbersDiffer() {
        assertThat(book("1-1").trackingNumber())
                .matches("SIM[0-9]{12}")
                .isNotEqualTo(book("1-2").trackingNumber());
    }

    @Test
    void repeatUnderTheSameKeyChangesNothing() {
        book("1-1");
        var repeated = run(moment -> parcels.book("1-1", "1-1", LINES, moment));
        assertThat(repeated.created()).isFalse();
        assertThat(repeated.value().parcelId()).isEqualTo("1-1");
        assertThat(entries).hasSize(1);
        assertThat(refusal(() -> run(moment -> parcels.book("1-1", "1-2", LINES, moment))))
                .isEqualTo(422);
        assertThat(refusal(() -> run(moment -> parcels.book("other", "1-1", LINES, moment))))
                .isEqualTo(409);
    }

    @Test
    void onlyRepeatsAreAnsweredWhileTooMuchIsDue() {
        book("1-1");
        var overloaded = new Moment(NOW, faults, 10_000);
        assertThat(refusal(() -> parcels.book("1-2", "1-2", LINES, overloaded))).isEqualTo(503);
        assertThat(parcels.book("1-1", "1-1", LINES, overloaded).entries()).isEmpty();
    }

    @Test
    void onlyAParcelThatHasNotLeftIsCancelled() {
        book("1-1");
        assertThat(cancel("1-1").status()).isEqualTo(Status.CANCELLED);
        assertThat(cancel("1-1").status()).isEqualTo(Status.CANCELLED);
        assertThat(settle("1-1")).isEmpty();
        book("1-2");
        settle("1-2");
        assertThat(refusal(() -> cancel("1-2"))).isEqualTo(409);
        assertThat(refusal(() -> cancel("1-3"))).isEqualTo(404);
    }

    @Test
    void aParcelThatHasLeftIsReturnedOnRequest() {
        book("1-1");
        assertThat(refusal(() -> giveBack("1-1"))).isEqualTo(409);
        settle("1-1");
        assertThat(giveBack("1-1").status()).isEqualTo(Status.RETURNED);
        assertThat(giveBack("1-1").status()).isEqualTo(Status.RETURNED);
        assertThat(settle("1-1")).isEmpty();
    }

    @Test
    void faultsReturnOrDeliverAtOnce() {
        faults = new Faults(1, 0, Map.of("atOnce", 1.0));
        book("1-1");
        assertThat(settle("1-1")).hasSize(2);
        assertThat(status("1-1")).isEqualTo(Status.DELIVERED);
        faults = new Faults(1, 0, Map.of("return", 1.0));
        book("1-2");
        settle("1-2");
        settle("1-2");
        assertThat(status("1-2")).isEqualTo(Status.RETURNED);
    }

    private Parcel book(String parcelId) {
        return run(moment -> parcels.book(parcelId, parcelId, LINES, moment)).value();
    }

    private Parcel cancel(String parcelId) {
        return run(moment -> parcels.cancel(parcelId, moment));
    }

    private Parcel giveBack(String parcelId) {
        return run(moment -> parcels.giveBack(parcelId, moment));
    }

    private List<Entry> settle(String parcelId) {
        return record(parcels.settle(parcelId, new Moment(NOW, faults, 0)));
    }

    private <A> A run(Function<Moment, Decision<A>> decide) {
        var decision = decide.apply(new Moment(NOW, faults, 0));
        record(decision.entries());
        return decision.answer().get();
    }

    private List<Entry> record(List<Entry> more) {
        entries.addAll(more);
        more.forEach(entry -> parcels.apply((ParcelEntry) entry));
        return more;
    }

    private Status status(String parcelId) {
        return parcels.parcel(parcelId).status();
    }

    private static List<Instant> dueOf(Entry entry) {
        return entry.owes().stream().map(Due::at).toList();
    }

    private static int refusal(ThrowingCallable call) {
        return catchThrowableOfType(Problem.class, call).status();
    }
}
