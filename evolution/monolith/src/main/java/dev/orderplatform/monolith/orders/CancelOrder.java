package dev.orderplatform.monolith.orders;

import dev.orderplatform.monolith.notifications.Message;
import dev.orderplatform.monolith.notifications.Notify;
import dev.orderplatform.monolith.problem.Refusal;
import dev.orderplatform.monolith.stock.StockTable;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The customer cancels an order; cancelling it again changes nothing. */
@Component
class CancelOrder {
    private final Orders orders;
    private final StockTable stock;
    private final Notify notify;
    private final InstantSource clock;

    CancelOrder(Orders orders, StockTable stock, Notify notify, InstantSource clock) {
        this.orders = orders;
        this.stock = stock;
        this.notify = notify;
        this.clock = clock;
    }

    @Transactional
    OrderView cancel(long userId, long orderId) {
        PurchaseOrder order = orders.lock(orderId, userId)
                .orElseThrow(() -> new Refusal(HttpStatus.NOT_FOUND, "There is no such order."));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (order.cancel(now)) {
            stock.giveBack(order.units());
            notify.of(userId, orderId, Message.cancelled(orderId), now);
        }
        return order.view();
    }
}
