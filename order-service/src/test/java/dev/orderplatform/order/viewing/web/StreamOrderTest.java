package dev.orderplatform.order.viewing.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.ids.ShardMap;
import dev.orderplatform.ids.Slot;
import dev.orderplatform.order.domain.Parcels;
import dev.orderplatform.order.domain.StoredOrder;
import dev.orderplatform.order.storage.Orders;
import dev.orderplatform.web.blocking.Blocking;
import dev.orderplatform.web.blocking.BlockingProperties;
import dev.orderplatform.web.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

class StreamOrderTest {
    /** The gateway's total limit. */
    private static final int STREAMS = 1_024;

    private final Queue<Throwable> refusals = new ConcurrentLinkedQueue<>();

    @Test
    void asManyStreamsAsTheGatewayAllowsAndNoMore() {
        try (Blocking blocking = new Blocking(new BlockingProperties(1, 2 * STREAMS, Duration.ofMinutes(1)));
                SlowOrders orders = new SlowOrders()) {
            StreamOrder streams = new StreamOrder(orders, new OrderWatchers(), blocking);
            List<Disposable> open = LongStream.range(0, STREAMS)
                    .mapToObj(order -> open(streams, order))
                    .toList();
            assertThat(refusals).isEmpty();
            open(streams, STREAMS);
            assertThat(refusals).singleElement().isInstanceOf(ProblemException.class);
            open.forEach(Disposable::dispose);
        }
    }

    private Disposable open(StreamOrder streams, long order) {
        return streams.stream(1, order).subscribe(_ -> {}, refusals::add);
    }

    /** Responds when it is closed. */
    private static final class SlowOrders implements Orders, AutoCloseable {
        private final CountDownLatch answer = new CountDownLatch(1);

        @Override
        public Optional<StoredOrder> find(long orderId) {
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        }

        @Override
        public Parcels parcels(long orderId) {
            return Parcels.NONE;
        }

        @Override
        public List<StoredOrder> page(long userId, long before, int limit) {
            return List.of();
        }

        @Override
        public List<Long> pendingBetween(ShardMap.Table table, List<Slot> slots, long from, long before, int limit) {
            return List.of();
        }

        @Override
        public void close() {
            answer.countDown();
        }
    }
}
