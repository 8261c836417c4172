package dev.orderplatform.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class OrderIdTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123Z");

    @Test
    void idCarriesItsTimeAndSlot() {
        long id = OrderId.compose(NOON.toEpochMilli(), new Slot(661), 31, 127);
        assertThat(OrderId.slot(id)).isEqualTo(new Slot(661));
        assertThat(OrderId.time(id)).isEqualTo(NOON);
    }

    @Test
    void lastIdOf41BitsIsStillPositive() {
        long last = OrderId.EPOCH_MS + (1L << 41) - 1;
        assertThat(OrderId.compose(last, new Slot(1023), 31, 127)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void laterIdIsGreaterWhateverItsSlot() {
        long earlier = OrderId.compose(NOON.toEpochMilli(), new Slot(1023), 31, 127);
        long later = OrderId.compose(NOON.toEpochMilli() + 1, new Slot(0), 0, 0);
        assertThat(later).isGreaterThan(earlier).isEqualTo(OrderId.lowestAt(NOON.plusMillis(1)));
    }

    @Test
    void partsThatDoNotFitAreRefused() {
        long ms = NOON.toEpochMilli();
        Slot slot = new Slot(0);
        assertThatThrownBy(() -> OrderId.compose(OrderId.EPOCH_MS - 1, slot, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OrderId.compose(ms, slot, 32, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OrderId.compose(ms, slot, 0, 128)).isInstanceOf(IllegalArgumentException.class);
    }
}
