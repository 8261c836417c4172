package dev.orderplatform.order.replicating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.contracts.OrderCancelledEvent;
import dev.orderplatform.contracts.OrderEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContiguousEventsTest {

    @Test
    void takesWhatFollowsWithoutAGapHoweverItCame() {
        ContiguousEvents continuation = ContiguousEvents.of(1, List.of(event(3), event(2), event(2), event(1)));
        assertThat(continuation.next()).extracting(OrderEvent::version).containsExactly(2, 3);
        assertThat(continuation.early()).isEmpty();
    }

    @Test
    void whatComesAfterAGapWaits() {
        ContiguousEvents continuation = ContiguousEvents.of(0, List.of(event(4), event(1), event(3)));
        assertThat(continuation.next()).extracting(OrderEvent::version).containsExactly(1);
        assertThat(continuation.early()).extracting(OrderEvent::version).containsExactly(3, 4);
    }

    @Test
    void whatIsKnownChangesNothing() {
        assertThat(ContiguousEvents.of(3, List.of(event(1), event(3))))
                .isEqualTo(new ContiguousEvents(List.of(), List.of()));
    }

    private static OrderEvent event(int version) {
        return new OrderCancelledEvent(1, 2, version, 1, "east", Instant.EPOCH);
    }
}
