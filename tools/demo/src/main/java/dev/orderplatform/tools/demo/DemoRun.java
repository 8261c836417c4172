package dev.orderplatform.tools.demo;

import dev.orderplatform.tools.client.Acknowledgement;
import dev.orderplatform.tools.client.Gateway;
import dev.orderplatform.tools.resync.OrderServices;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Runs the demo: customers place orders, send duplicates and invalid requests; then waits for all outcomes. */
final class DemoRun {

    private static final int CUSTOMERS = 400;
    // The minimum on slow machines; enough for each kind of order to occur.
    private static final int MIN_CUSTOMERS = 100;
    private static final Duration ORDERING_TIME = Duration.ofSeconds(20);
    private static final int DUPLICATE_SENDERS = 20;
    private static final long POPULATION = 1_000_000;

    private final Gateway gateway;
    private final CustomerPool pool;
    private final Optional<OrderServices> services;
    private final Expectations expectations;
    private final Consumer<String> progress;
    // Makes keys unique across demos.
    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

    DemoRun(
            Gateway gateway,
            CustomerPool pool,
            Optional<OrderServices> services,
            Expectations expectations,
            Consumer<String> progress) {
        this.gateway = gateway;
        this.pool = pool;
        this.services = services;
        this.expectations = expectations;
        this.progress = progress;
    }

    /**
     * The results of the demo.
     *
     * @param duplicates requests that were recognised as duplicates
     * @param retries retries because the platform was overloaded
     * @param rejections number of rejected invalid requests by status
     * @param messages notifications by order id
     * @param acknowledged payments and cancels
     */
    record Result(
            int customers,
            List<Placed> placed,
            List<ObservedOrder> orders,
            int duplicates,
            int retries,
            Map<Integer, Integer> rejections,
            Latencies latencies,
            Map<String, List<AwaitOutcomes.Message>> messages,
            List<Acknowledgement> acknowledged) {}

    Result run() throws IOException, InterruptedException {
        // Random users, so that several demos fill the tables evenly.
        var firstUser = ThreadLocalRandom.current().nextLong(1, POPULATION);
        var first = customer(firstUser);
        var random = new Random();
        var payments = new Payments(gateway, expectations);
        var skus = SkuPicker.pick(3, gateway, first, random);
        var firstOrders = new OrderStories(gateway, payments, services, run, expectations, progress)
                .show(first, skus.subList(0, 2));
        var outcomes = new AwaitOutcomes(gateway, pool, expectations);
        progress.accept("");
        progress.accept("Some customers buy %s together with %s".formatted(skus.getLast(), skus.getFirst()));
        var together = new BoughtTogether(gateway, pool, outcomes, payments, expectations)
                .buy(List.of(skus.getFirst(), skus.getLast()), firstUser + CUSTOMERS + 1, run);
        progress.accept("Finding products in stock");
        var actions = new CustomerActions(
                gateway, SkuPicker.create(gateway, first, random, pool), pool.limit(), run, expectations);
        firstOrders.forEach(actions::add);
        together.forEach(actions::add);
        progress.accept(
                "Up to %d customers place small and large orders, duplicates, and orders beyond stock; few at once at first, more as the platform warms up"
                        .formatted(CUSTOMERS));
        var deadline = System.nanoTime() + ORDERING_TIME.toNanos();
        var customers = pool
                .runAll(IntStream.rangeClosed(1, CUSTOMERS)
                        .<CustomerPool.Task<Optional<Customer>>>mapToObj(
                                n -> () -> n <= MIN_CUSTOMERS || System.nanoTime() < deadline
                                        ? Optional.of(visit(actions, firstUser + n))
                                        : Optional.empty())
                        .toList())
                .stream()
                .flatMap(Optional::stream)
                .toList();
        progress.accept("%d customers send the same request several times at once; one sends invalid requests"
                .formatted(DUPLICATE_SENDERS));
        for (var customer : customers.subList(0, DUPLICATE_SENDERS)) {
            actions.sendDuplicates(customer, random, pool);
        }
        var invalidRequests = new InvalidRequests(gateway, first, run, expectations);
        var rejections = invalidRequests.sendAll();
        progress.accept("Waiting until every order is confirmed or rejected");
        var decided = outcomes.orders(actions.placed(), ObservedOrder::decided);
        decided.forEach(this::check);
        invalidRequests.foreignOrder(orderOfAnother(first, actions.placed()));
        progress.accept("A third of the orders are paid, a few of these cancelled; waiting for parcels and refunds");
        var orders = new PayingCustomers(payments, outcomes, pool, expectations).payAndAwait(decided);
        var shown = new PointsAndRecommendations(gateway, expectations, progress);
        shown.points(first, orders);
        shown.recommendations(first, skus.getLast());
        progress.accept("");
        progress.accept("Waiting for the notifications");
        return new Result(
                customers.size() + 1,
                actions.placed(),
                orders,
                actions.duplicates(),
                actions.retries(),
                rejections,
                actions.latencies(),
                outcomes.messages(orders),
                payments.acknowledged());
    }

    private Customer customer(long user) {
        return new Customer(user, gateway.token(user, "orders"));
    }

    private Customer visit(CustomerActions actions, long user) throws IOException {
        var customer = pool.limit().send(() -> customer(user));
        actions.placeOrders(customer, new Random());
        return customer;
    }

    private static Placed orderOfAnother(Customer customer, List<Placed> placed) {
        return placed.stream()
                .filter(order -> !order.customer().equals(customer))
                .findAny()
                .orElseThrow();
    }

    private void check(ObservedOrder observed) {
        var order = observed.placed();
        expectations.check(observed.decided(), "order " + order.orderId() + " is still " + observed.status());
        if (observed.decided()) {
            order.beyondStock()
                    .ifPresentOrElse(
                            sku -> expectations.check(
                                    observed.status().equals("REJECTED")
                                            && observed.rejectedSkus().equals(List.of(sku)),
                                    "order %s requests more %s than is in stock, and is %s for %s"
                                            .formatted(
                                                    order.orderId(), sku, observed.status(), observed.rejectedSkus())),
                            () -> expectations.check(
                                    observed.confirmed(),
                                    "order %s is within stock, and is %s for %s"
                                            .formatted(order.orderId(), observed.status(), observed.rejectedSkus())));
        }
    }
}
