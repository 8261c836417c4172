package dev.orderplatform.monolith.orders;

import dev.orderplatform.monolith.notifications.Message;
import dev.orderplatform.monolith.notifications.Notification;
import dev.orderplatform.monolith.notifications.Notify;
import dev.orderplatform.monolith.problem.FieldError;
import dev.orderplatform.monolith.problem.Refusal;
import dev.orderplatform.monolith.stock.StockTable;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores an order and its notification and reserves its stock, all in one transaction. */
@Component
class PlaceOrder {
    private final Orders orders;
    private final StockTable stock;
    private final Notify notify;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    PlaceOrder(Orders orders, StockTable stock, Notify notify, TransactionTemplate transaction, InstantSource clock) {
        this.orders = orders;
        this.stock = stock;
        this.notify = notify;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * The stored order, and whether this request stored it.
     *
     * @param repeated whether an earlier request with the same key and body stored it
     */
    record Placed(OrderView order, boolean repeated) {}

    /** Inserts first, and searches for an earlier order only if the key is already used: most orders need no query. */
    Placed place(long userId, String key, PricedBasket basket) {
        try {
            return inTransaction(() -> new Placed(store(new PurchaseOrder(userId, key, basket, now())), false));
        } catch (DataIntegrityViolationException e) {
            return inTransaction(() -> new Placed(earlier(userId, key, basket, e), true));
        }
    }

    private Placed inTransaction(Supplier<Placed> work) {
        return Objects.requireNonNull(transaction.execute(_ -> work.get()));
    }

    // Stock last: other orders wait for the locks on its rows until the commit.
    private OrderView store(PurchaseOrder order) {
        orders.save(order);
        Notification notification = notify.of(order.userId(), order.id(), Message.confirmed(order.id()), now());
        orders.flush();
        List<String> missing = stock.take(order.units());
        if (!missing.isEmpty()) {
            order.reject(missing);
            notification.say(Message.rejected(order.id(), missing));
        }
        return order.view();
    }

    private OrderView earlier(long userId, String key, PricedBasket basket, DataIntegrityViolationException reason) {
        PurchaseOrder earlier = orders.findByUserIdAndKey(userId, key).orElseThrow(() -> reason);
        if (!MessageDigest.isEqual(earlier.bodyHash(), basket.hash())) {
            throw new Refusal(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "This key was used for another order.",
                    List.of(new FieldError("Idempotency-Key", "belongs to an order with another body")));
        }
        return earlier.view();
    }

    // In the database's precision, so that the response equals what is read later.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
