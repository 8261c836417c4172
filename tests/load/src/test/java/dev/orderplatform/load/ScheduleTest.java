package dev.orderplatform.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void everyCheckoutHasAnIntendedStart() {
        var schedule = Schedule.constant(4, Duration.ofSeconds(10));
        assertThat(schedule.nanosOf(0)).isZero();
        assertThat(schedule.nanosOf(1)).isEqualTo(SECOND / 4);
        assertThat(schedule.nanosOf(39)).isEqualTo(39 * SECOND / 4);
    }

    @Test
    void aLevelBeginsWhereTheOneBeforeEnds() {
        var schedule = new Schedule(
                List.of(new Schedule.Level(2, Duration.ofSeconds(3)), new Schedule.Level(10, Duration.ofSeconds(1))));
        assertThat(schedule.nanosOf(5)).isEqualTo(5 * SECOND / 2);
        assertThat(schedule.nanosOf(6)).isEqualTo(3 * SECOND);
        assertThat(schedule.nanosOf(7)).isEqualTo(3 * SECOND + SECOND / 10);
    }

    @Test
    void aLateCheckoutIsMeasuredFromItsIntendedStart() {
        var clock = new Clock(Optional.of(Schedule.constant(10, Duration.ofSeconds(10))));
        var start = 5 * SECOND;
        assertThat(clock.arrive(start).intended()).isEqualTo(start);
        // Stalled for a second, then two at once.
        assertThat(clock.arrive(start + SECOND).intended()).isEqualTo(start + SECOND / 10);
        assertThat(clock.arrive(start + SECOND).intended()).isEqualTo(start + 2 * SECOND / 10);
    }

    @Test
    void aLateFirstArrivalDoesNotShiftTheOthers() {
        var clock = new Clock(Optional.of(Schedule.constant(10, Duration.ofSeconds(10))));
        var late = clock.arrive(SECOND);
        assertThat(late.first()).isTrue();
        assertThat(clock.arrive(SECOND + 1).intended()).isEqualTo(SECOND + 1);
        assertThat(clock.arrive(SECOND + 2 * SECOND / 10).intended()).isEqualTo(SECOND + 1 + SECOND / 10);
    }

    @Test
    void theClosedModelMeasuresFromTheActualStart() {
        var clock = new Clock(Optional.empty());
        clock.arrive(SECOND);
        assertThat(clock.arrive(7 * SECOND).intended()).isEqualTo(7 * SECOND);
        assertThat(clock.since(8 * SECOND)).isEqualTo(7 * SECOND);
    }
}
