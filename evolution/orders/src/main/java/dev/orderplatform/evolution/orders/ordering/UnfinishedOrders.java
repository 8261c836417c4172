package dev.orderplatform.evolution.orders.ordering;

import dev.orderplatform.evolution.orders.storage.Order;
import dev.orderplatform.evolution.orders.storage.Orders;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * Completes orders that requests left unfinished, because the process died or another service did not answer in time.
 */
@Component
final class UnfinishedOrders {
    private static final Logger log = LoggerFactory.getLogger(UnfinishedOrders.class);
    private static final int MAX_BATCH = 200;

    private final Orders orders;
    private final DecideOrder decideOrder;
    private final DeliverEvents deliverEvents;
    private final InstantSource clock;
    private final Duration grace;

    UnfinishedOrders(
            Orders orders,
            DecideOrder decideOrder,
            DeliverEvents deliverEvents,
            InstantSource clock,
            UnfinishedProperties properties) {
        this.orders = orders;
        this.decideOrder = decideOrder;
        this.deliverEvents = deliverEvents;
        this.clock = clock;
        this.grace = properties.grace();
    }

    /**
     * @param grace age from which an order counts as unfinished. Longer than requests usually take: one that takes longer
     *     is decided twice, with the same result
     */
    @ConfigurationProperties("platform.unfinished")
    record UnfinishedProperties(@DefaultValue("4s") Duration grace) {}

    /** Separate queries, so that pending orders are decided even if the notification service is down for hours. */
    void finish() {
        Instant before = clock.instant().minus(grace);
        finish(orders.pending(before, MAX_BATCH), decideOrder::decideIfPending);
        finish(orders.undelivered(before, MAX_BATCH), deliverEvents::deliver);
    }

    private void finish(List<Long> ids, Consumer<Order> step) {
        for (long id : ids) {
            try {
                step.accept(orders.find(id).orElseThrow());
            } catch (CallNotPermittedException e) {
                // Fails without a call. The next order may need only the other service.
                log.debug("order {} is still unfinished: {}", id, e.getMessage());
            } catch (RuntimeException e) {
                log.warn("order {} is still unfinished: {}", id, e.toString());
            }
        }
    }
}
