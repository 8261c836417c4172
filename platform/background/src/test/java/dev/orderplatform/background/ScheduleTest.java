package dev.orderplatform.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void retryIntervalDoublesUpToItsMaximum() {
        Schedule schedule =
                Schedule.every(Duration.ofMinutes(1)).retryingAfter(Duration.ofSeconds(1), Duration.ofSeconds(5));
        assertThat(IntStream.rangeClosed(0, 5).mapToObj(schedule::pauseAfter).map(Duration::toSeconds))
                .containsExactly(60L, 1L, 2L, 4L, 5L, 5L);
        assertThat(schedule.pauseAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void intervalStaysAfterFailuresByDefault() {
        Schedule schedule = Schedule.every(Duration.ofSeconds(4));
        assertThat(schedule.pauseAfter(9)).isEqualTo(Duration.ofSeconds(4));
        assertThat(schedule.initialDelay()).isEqualTo(Duration.ofSeconds(4));
        assertThat(schedule.startingAtOnce().initialDelay()).isZero();
    }

    @Test
    void retryIntervalMustBePositive() {
        assertThatThrownBy(() -> Schedule.every(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
