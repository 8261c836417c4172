package dev.orderplatform.tools.demo;

import dev.orderplatform.runtime.process.Await;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A third of the confirmed orders is paid; some of these are cancelled as soon as they are. */
final class PayingCustomers {

    private static final int PAID_SHARE = 3;
    private static final int CANCELLED_SHARE = 10;
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private final Payments payments;
    private final AwaitOutcomes outcomes;
    private final CustomerPool pool;
    private final Expectations expectations;

    PayingCustomers(Payments payments, AwaitOutcomes outcomes, CustomerPool pool, Expectations expectations) {
        this.payments = payments;
        this.outcomes = outcomes;
        this.pool = pool;
        this.expectations = expectations;
    }

    /**
     * Returns when all paid orders are delivered or refunded, or after a timeout.
     *
     * @param orders all orders
     * @return all orders in their new states
     */
    List<ObservedOrder> payAndAwait(List<ObservedOrder> orders) throws InterruptedException {
        var paying = every(PAID_SHARE, unpaid(orders));
        var cancelling = every(CANCELLED_SHARE, paying);
        var waiting = new HashSet<>(paying);
        cancelling.forEach(waiting::remove);
        pool.sendAll(waiting.stream()
                .<CustomerPool.Task<Object>>map(order -> () -> payments.pay(order))
                .toList());
        var cancelled = payAndCancel(cancelling);
        var ended = outcomes.orders(paying, ObservedOrder::finished);
        ended.forEach(order -> check(order, cancelled.contains(order.placed()) ? "REFUNDED" : "DELIVERED"));
        waiting.addAll(cancelling);
        var others = orders.stream().filter(order -> !waiting.contains(order.placed()));
        return Stream.concat(others, ended.stream()).toList();
    }

    private static List<Placed> unpaid(List<ObservedOrder> orders) {
        return orders.stream()
                .filter(order -> order.status().equals("CONFIRMED"))
                .map(ObservedOrder::placed)
                .toList();
    }

    private static List<Placed> every(int share, List<Placed> orders) {
        return IntStream.range(0, orders.size())
                .filter(n -> n % share == 0)
                .mapToObj(orders::get)
                .toList();
    }

    /** Returns those that were cancelled before a parcel had left. */
    private Set<Placed> payAndCancel(List<Placed> orders) throws InterruptedException {
        var cancelled = ConcurrentHashMap.<Placed>newKeySet();
        pool.runAll(orders.stream()
                .<CustomerPool.Task<Object>>map(order -> () -> payAndCancel(order) && cancelled.add(order))
                .toList());
        return cancelled;
    }

    private boolean payAndCancel(Placed order) {
        return payments.pay(order).isPresent()
                && Await.until(
                        AwaitOutcomes.TIMEOUT,
                        POLL_INTERVAL,
                        () -> outcomes.read(order).reached("PAID"))
                && payments.cancel(order);
    }

    private void check(ObservedOrder order, String expected) {
        expectations.check(
                order.status().equals(expected),
                "order %s is %s instead of %s".formatted(order.placed().orderId(), order.status(), expected));
    }
}
