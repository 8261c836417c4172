package dev.orderplatform.order.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.Slot;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class OrderIdsTest {
    private static final long NOON = Instant.parse("2026-11-23T12:00:00Z").toEpochMilli();
    private static final Slot SLOT = new Slot(661);
    private final AtomicLong clock = new AtomicLong(NOON);

    @Test
    void idsAreUniqueAndGrow() {
        OrderIds ids = ids(new Lease.Term(3, 0, Long.MAX_VALUE), true);
        Set<Long> issued = new HashSet<>();
        long last = 0;
        for (int i = 0; i < 10_000; i++) {
            long id = ids.next(SLOT);
            assertThat(id).isGreaterThan(last);
            last = id;
            issued.add(id);
        }
        assertThat(issued).hasSize(10_000);
        assertThat(OrderId.slot(last)).isEqualTo(SLOT);
    }

    @Test
    void firstIdIsLaterThanAnyOfAnEarlierHolder() {
        OrderIds ids = ids(new Lease.Term(3, NOON + 5, Long.MAX_VALUE), true);
        assertThat(OrderId.time(ids.next(SLOT)).toEpochMilli()).isGreaterThan(NOON + 5);
    }

    @Test
    void workerIdThatComesBackIsNotUsedAsIfNobodyHadHadItMeanwhile() {
        AtomicReference<Lease.Term> term = new AtomicReference<>(new Lease.Term(3, 0, Long.MAX_VALUE));
        OrderIds ids = new OrderIds(() -> Instant.ofEpochMilli(clock.getAndIncrement()), () -> Optional.of(term.get()));
        ids.next(SLOT);
        // The lease was lost, held by another process whose clock is ahead, and acquired again.
        term.set(new Lease.Term(3, NOON + 50, Long.MAX_VALUE));
        assertThat(OrderId.time(ids.next(SLOT)).toEpochMilli()).isGreaterThan(NOON + 50);
    }

    @Test
    void clockThatSteppedBackFarIsRefusedAndALittleIsWaitedFor() {
        OrderIds ids = ids(new Lease.Term(3, 0, Long.MAX_VALUE), true);
        long before = ids.next(SLOT);
        clock.set(NOON - OrderIds.MAX_WAIT_MS / 2);
        assertThat(ids.next(SLOT)).isGreaterThan(before);
        clock.set(NOON - 60_000);
        assertThatThrownBy(() -> ids.next(SLOT)).isInstanceOf(NoOrderId.class).hasMessageContaining("behind");
    }

    @Test
    void nothingIsIssuedWithoutALeaseOrAfterItsEnd() {
        assertThatThrownBy(() -> new OrderIds(() -> Instant.ofEpochMilli(NOON), Optional::empty).next(SLOT))
                .isInstanceOf(NoOrderId.class);
        OrderIds ids = ids(new Lease.Term(3, 0, NOON - 1), false);
        assertThatThrownBy(() -> ids.next(SLOT)).isInstanceOf(NoOrderId.class).hasMessageContaining("run out");
    }

    /** @param ticking whether each read of the clock advances it by a millisecond */
    private OrderIds ids(Lease.Term term, boolean ticking) {
        return new OrderIds(
                () -> Instant.ofEpochMilli(ticking ? clock.getAndIncrement() : clock.get()), () -> Optional.of(term));
    }
}
