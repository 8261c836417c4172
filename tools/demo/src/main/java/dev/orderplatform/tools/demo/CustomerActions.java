package dev.orderplatform.tools.demo;

import dev.orderplatform.tools.client.Answer;
import dev.orderplatform.tools.client.Gateway;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** The actions of the demo's customers: small and large orders, repeated requests, and orders beyond stock. */
final class CustomerActions {

    private static final int MANY_LINES = 8;
    private static final int CONCURRENT_DUPLICATES = 5;
    private static final int MAX_ATTEMPTS = 15;
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);

    private final Gateway gateway;
    private final SkuPicker skus;
    private final ConcurrencyLimit limit;
    private final String run;
    private final Expectations expectations;
    private final Queue<Placed> placed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger duplicates = new AtomicInteger();
    private final AtomicInteger retries = new AtomicInteger();
    private final AtomicInteger keys = new AtomicInteger();
    private final Latencies latencies = new Latencies();

    CustomerActions(Gateway gateway, SkuPicker skus, ConcurrencyLimit limit, String run, Expectations expectations) {
        this.gateway = gateway;
        this.skus = skus;
        this.limit = limit;
        this.run = run;
        this.expectations = expectations;
    }

    List<Placed> placed() {
        return List.copyOf(placed);
    }

    /** Requests that were recognised as duplicates. */
    int duplicates() {
        return duplicates.get();
    }

    /** Number of retries because the platform was overloaded. */
    int retries() {
        return retries.get();
    }

    Latencies latencies() {
        return latencies;
    }

    /** The orders of one customer. */
    void placeOrders(Customer customer, Random random) throws IOException {
        place(customer, OrderJson.of(skus.pick(1, random), 1 + random.nextInt(3)), Optional.empty());
        place(customer, OrderJson.of(skus.pick(1, random), 1), Optional.empty());
        switch (random.nextInt(8)) {
            case 0, 1 -> place(customer, OrderJson.of(skus.pick(MANY_LINES, random), 1), Optional.empty());
            case 2 -> repeat(customer, random);
            case 3 -> reuseKey(customer, random);
            case 4 -> orderBeyondStock(customer, random);
            default -> {
                // Most customers place two orders only.
            }
        }
    }

    /** One customer sends the same request several times before the first response arrives. */
    void sendDuplicates(Customer customer, Random random, CustomerPool pool) throws IOException, InterruptedException {
        var key = nextKey();
        var body = OrderJson.of(skus.pick(2, random), 1);
        var answers = pool.runAll(IntStream.range(0, CONCURRENT_DUPLICATES)
                .<CustomerPool.Task<Answer>>mapToObj(_ -> () -> gateway.placeOrder(customer.token(), key, body))
                .toList());
        var last = placeWithRetry(customer, key, body);
        var created = answers.stream().filter(answer -> answer.status() == 201).count();
        expectations.check(
                created == 1 || created == 0 && answers.stream().anyMatch(CustomerActions::isTransient),
                "%d orders created by %d simultaneous requests of key %s"
                        .formatted(created, CONCURRENT_DUPLICATES, key));
        if (accepted(last)) {
            add(customer, key, last, Optional.empty());
            answers.forEach(answer -> checkDuplicate(last, answer));
        }
    }

    // A duplicate that arrives while the first request is in progress may get a 409 or 503.
    private void checkDuplicate(Answer accepted, Answer duplicate) {
        if (duplicate.status() == 200 || duplicate.status() == 409) {
            duplicates.incrementAndGet();
        }
        expectations.check(
                duplicate.status() == 409
                        || isTransient(duplicate)
                        || orderId(duplicate).equals(orderId(accepted)),
                "a concurrent duplicate answered %d %s".formatted(duplicate.status(), duplicate.body()));
    }

    private void repeat(Customer customer, Random random) throws IOException {
        var body = OrderJson.of(skus.pick(2, random), 2);
        var first = place(customer, body, Optional.empty());
        if (first.isPresent()) {
            var repeated = placeWithRetry(customer, first.get().key(), body);
            duplicates.incrementAndGet();
            expectations.check(
                    repeated.status() == 200
                            && orderId(repeated).equals(first.get().orderId()),
                    "a repeated request answered %d %s".formatted(repeated.status(), repeated.body()));
        }
    }

    private void reuseKey(Customer customer, Random random) throws IOException {
        var first = place(customer, OrderJson.of(skus.pick(1, random), 1), Optional.empty());
        if (first.isPresent()) {
            var other = sendWithRetry(customer, first.get().key(), OrderJson.of(skus.pick(1, random), 3));
            expectations.check(
                    other.status() == 422,
                    "a key with another body answered %d instead of 422".formatted(other.status()));
        }
    }

    private void orderBeyondStock(Customer customer, Random random) throws IOException {
        if (skus.scarce().isPresent()) {
            var sku = skus.scarce().get();
            var lines = OrderJson.line(skus.pick(1, random).getFirst(), 1) + ","
                    + OrderJson.line(sku, SkuPicker.MAX_QUANTITY);
            place(customer, "{\"lines\":[" + lines + "]}", skus.scarce());
        }
    }

    private Optional<Placed> place(Customer customer, String body, Optional<String> beyondStock) throws IOException {
        var key = nextKey();
        var answer = limit.send(() -> {
            var begin = System.nanoTime();
            var last = placeWithRetry(customer, key, body);
            latencies.add(System.nanoTime() - begin);
            return last;
        });
        return accepted(answer) ? Optional.of(add(customer, key, answer, beyondStock)) : Optional.empty();
    }

    private Answer placeWithRetry(Customer customer, String key, String body) throws IOException {
        var answer = sendWithRetry(customer, key, body);
        expectations.check(
                accepted(answer), "a good order was answered %d %s".formatted(answer.status(), answer.body()));
        return answer;
    }

    /**
     * Retries with the same key while the platform answers 503, 429 or 409. Answers 200 if the order was stored
     * meanwhile.
     */
    private Answer sendWithRetry(Customer customer, String key, String body) throws IOException {
        var answer = gateway.placeOrder(customer.token(), key, body);
        for (var attempt = 1; attempt < MAX_ATTEMPTS && (isTransient(answer) || answer.status() == 409); attempt++) {
            retries.incrementAndGet();
            LockSupport.parkNanos(RETRY_INTERVAL.toNanos());
            answer = gateway.placeOrder(customer.token(), key, body);
        }
        return answer;
    }

    private static boolean accepted(Answer answer) {
        return answer.status() == 201 || answer.status() == 200;
    }

    private static boolean isTransient(Answer answer) {
        return answer.status() == 503 || answer.status() == 429;
    }

    private Placed add(Customer customer, String key, Answer answer, Optional<String> beyondStock) {
        var order = new Placed(customer, key, orderId(answer), beyondStock);
        add(order);
        return order;
    }

    /** Adds an order that was placed elsewhere. */
    void add(Placed order) {
        placed.add(order);
    }

    private static String orderId(Answer answer) {
        return answer.json().path("orderId").asText();
    }

    private String nextKey() {
        return "demo-" + run + "-" + keys.getAndIncrement();
    }
}
