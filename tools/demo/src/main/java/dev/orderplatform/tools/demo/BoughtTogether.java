package dev.orderplatform.tools.demo;

import dev.orderplatform.tools.client.Gateway;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Customers who buy the same two products, so that one is recommended to buyers of the other. */
final class BoughtTogether {

    private static final int CUSTOMERS = 8;

    private final Gateway gateway;
    private final CustomerPool pool;
    private final AwaitOutcomes outcomes;
    private final Payments payments;
    private final Expectations expectations;

    BoughtTogether(
            Gateway gateway, CustomerPool pool, AwaitOutcomes outcomes, Payments payments, Expectations expectations) {
        this.gateway = gateway;
        this.pool = pool;
        this.outcomes = outcomes;
        this.payments = payments;
        this.expectations = expectations;
    }

    /**
     * Orders both products for some customers, pays, and waits for the parcels.
     *
     * @param key start of the orders' keys
     * @return the accepted orders
     */
    List<Placed> buy(List<String> skus, long firstUser, String key) throws InterruptedException {
        var body =
                "{\"lines\":[%s,%s]}".formatted(OrderJson.line(skus.getFirst(), 1), OrderJson.line(skus.getLast(), 1));
        var placed = pool
                .runAll(IntStream.range(0, CUSTOMERS)
                        .<CustomerPool.Task<Optional<Placed>>>mapToObj(
                                n -> () -> place(customer(firstUser + n), key + "-together-" + n, body))
                        .toList())
                .stream()
                .flatMap(Optional::stream)
                .toList();
        var confirmed = outcomes.orders(placed, ObservedOrder::decided).stream()
                .filter(ObservedOrder::confirmed)
                .map(ObservedOrder::placed)
                .toList();
        confirmed.forEach(payments::pay);
        outcomes.orders(confirmed, ObservedOrder::finished)
                .forEach(order -> expectations.check(
                        order.finished(),
                        "order %s is still %s".formatted(order.placed().orderId(), order.status())));
        return placed;
    }

    private Customer customer(long user) {
        return new Customer(user, gateway.token(user, "orders"));
    }

    private Optional<Placed> place(Customer customer, String key, String body) {
        var answer = Retries.sendWithRetry(() -> gateway.placeOrder(customer.token(), key, body));
        var accepted = answer.status() == 201 || answer.status() == 200;
        expectations.check(accepted, "an order was answered %d %s".formatted(answer.status(), answer.body()));
        return accepted
                ? Optional.of(
                        new Placed(customer, key, answer.json().path("orderId").asText(), Optional.empty()))
                : Optional.empty();
    }
}
