package dev.orderplatform.tools.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OutagesTest {

    @Test
    void spansThatTouchAreOne() {
        var spans = new Spans();
        spans.add(10, 20);
        spans.add(30, 40);
        spans.add(50, 60);
        assertThat(spans.uncovered(0, 100)).isEqualTo(70);
        spans.add(15, 35);
        spans.add(12, 13);
        assertThat(spans.uncovered(0, 100)).isEqualTo(60);
        assertThat(spans.uncovered(5, 45)).isEqualTo(10);
        assertThat(spans.uncovered(12, 38)).isZero();
        assertThat(spans.uncovered(40, 50)).isEqualTo(10);
        assertThat(spans.uncovered(20, 20)).isZero();
    }

    @Test
    void aBacklogLastsWhileDelayedOrdersAreDecidedOneAfterTheOther() {
        assertThat(backlogAfter(100)).isEqualTo(100);
        assertThat(backlogAfter(100, 50, 99)).isEqualTo(100);
        assertThat(backlogAfter(100, 110, 170, 171)).isEqualTo(171);
        assertThat(backlogAfter(100, 110, 171)).isEqualTo(110);
        assertThat(backlogAfter(100, 161)).isEqualTo(100);
    }

    @Test
    void noBacklogIsLongerThanTenMinutes() {
        var decisions = LongStream.rangeClosed(0, 100).map(n -> n * 30).toArray();
        assertThat(backlogAfter(100, decisions)).isEqualTo(700);
    }

    private static long backlogAfter(long end, long... decisions) {
        var millis = Arrays.stream(decisions)
                .map(second -> second * 1000)
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
        return Outages.endOfBacklog(end * 1000, millis, Duration.ofSeconds(60)) / 1000;
    }
}
