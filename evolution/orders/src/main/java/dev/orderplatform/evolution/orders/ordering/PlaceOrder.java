package dev.orderplatform.evolution.orders.ordering;

import dev.orderplatform.contracts.Line;
import dev.orderplatform.evolution.orders.services.Inventory;
import dev.orderplatform.evolution.orders.services.Prices;
import dev.orderplatform.evolution.orders.storage.Order;
import dev.orderplatform.evolution.orders.storage.OrderIds;
import dev.orderplatform.evolution.orders.storage.Orders;
import dev.orderplatform.web.problem.FieldError;
import dev.orderplatform.web.problem.ProblemException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Stores an order and decides it before responding. Blocking. */
@Component
final class PlaceOrder {
    private final Prices prices;
    private final OrderIds ids;
    private final Orders orders;
    private final Inventory inventory;
    private final DecideOrder decideOrder;

    PlaceOrder(Prices prices, OrderIds ids, Orders orders, Inventory inventory, DecideOrder decideOrder) {
        this.prices = prices;
        this.ids = ids;
        this.orders = orders;
        this.inventory = inventory;
        this.decideOrder = decideOrder;
    }

    /**
     * The decided order.
     *
     * @param repeated an earlier request with the same key and body placed it
     */
    record Placed(Order order, boolean repeated) {}

    /** A retry gets the first response even if it would be refused now: prices change, and inventory may be down. */
    Placed place(long userId, String key, OrderRequest request) {
        try {
            Order order = priced(userId, request);
            return inventory.guard(() -> orders.insert(order, key)
                    ? new Placed(decideOrder.decide(order), false)
                    : earlier(userId, key, request).orElseThrow(PlaceOrder::idTaken));
        } catch (ProblemException | CallNotPermittedException refusal) {
            return earlier(userId, key, request).orElseThrow(() -> refusal);
        }
    }

    private Order priced(long userId, OrderRequest request) {
        List<Line> lines = request.priced(prices);
        String currency =
                prices.of(lines.getFirst().sku()).map(Prices.Price::currency).orElseThrow();
        return Order.pending(ids.next(userId), userId, total(lines), currency, lines);
    }

    private Optional<Placed> earlier(long userId, String key, OrderRequest request) {
        return orders.findByKey(userId, key).map(earlier -> {
            if (!request.asksFor(earlier.lines())) {
                throw new ProblemException(
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        "This key was used for another order.",
                        new FieldError("Idempotency-Key", "belongs to an order with another body"));
            }
            return new Placed(decideOrder.decideIfPending(earlier), true);
        });
    }

    private static long total(List<Line> lines) {
        try {
            long total = 0;
            for (Line line : lines) {
                total = Math.addExact(total, Math.multiplyExact(line.priceMinor(), line.quantity()));
            }
            return total;
        } catch (ArithmeticException _) {
            throw ProblemException.badField("lines", "the total is larger than an amount can be");
        }
    }

    // The id already exists: two instances have the same worker number, or the clock was set back. A retry gets another
    // id.
    private static ProblemException idTaken() {
        return ProblemException.unavailable("The order could not be stored. Ask again with the same key.");
    }
}
