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

/** What customers do in a demo: they order little and much, press the button twice, and want what is sold out. */
final class Shopping {

    private static final int MANY_LINES = 8;
    private static final int PRESSES_AT_ONCE = 5;
    private static final int ATTEMPTS = 15;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Gateway gateway;
    private final Shelf shelf;
    private final Ramp ramp;
    private final String run;
    private final Expectations expectations;
    private final Queue<Placed> placed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger folded = new AtomicInteger();
    private final AtomicInteger askedAgain = new AtomicInteger();
    private final AtomicInteger keys = new AtomicInteger();
    private final Latencies latencies = new Latencies();

    Shopping(Gateway gateway, Shelf shelf, Ramp ramp, String run, Expectations expectations) {
        this.gateway = gateway;
        this.shelf = shelf;
        this.ramp = ramp;
        this.run = run;
        this.expectations = expectations;
    }

    List<Placed> placed() {
        return List.copyOf(placed);
    }

    /** Requests that were recognised as repetitions. */
    int folded() {
        return folded.get();
    }

    /** Requests that the platform had no room for at first. */
    int askedAgain() {
        return askedAgain.get();
    }

    Latencies latencies() {
        return latencies;
    }

    /** One customer's visit. */
    void visit(Customer customer, Random random) throws IOException {
        place(customer, Body.of(shelf.some(1, random), 1 + random.nextInt(3)), Optional.empty());
        place(customer, Body.of(shelf.some(1, random), 1), Optional.empty());
        switch (random.nextInt(8)) {
            case 0, 1 -> place(customer, Body.of(shelf.some(MANY_LINES, random), 1), Optional.empty());
            case 2 -> again(customer, random);
            case 3 -> otherBody(customer, random);
            case 4 -> beyondStock(customer, random);
            default -> {
                // Most have what they wanted.
            }
        }
    }

    /** One customer presses the button several times before the first answer is there. */
    void impatient(Customer customer, Random random, Crowd crowd) throws IOException, InterruptedException {
        var key = nextKey();
        var body = Body.of(shelf.some(2, random), 1);
        var answers = crowd.all(IntStream.range(0, PRESSES_AT_ONCE)
                .<Crowd.Errand<Answer>>mapToObj(_ -> () -> gateway.placeOrder(customer.token(), key, body))
                .toList());
        var last = insist(customer, key, body);
        var created = answers.stream().filter(answer -> answer.status() == 201).count();
        expectations.hold(
                created == 1 || created == 0 && answers.stream().anyMatch(Shopping::asksToComeAgain),
                "%d orders created by %d simultaneous requests of key %s".formatted(created, PRESSES_AT_ONCE, key));
        if (taken(last)) {
            remember(customer, key, last, Optional.empty());
            answers.forEach(answer -> checkTwin(last, answer));
        }
    }

    // A twin that comes while the first is still under way may be told to come again.
    private void checkTwin(Answer taken, Answer twin) {
        if (twin.status() == 200 || twin.status() == 409) {
            folded.incrementAndGet();
        }
        expectations.hold(
                twin.status() == 409 || asksToComeAgain(twin) || orderId(twin).equals(orderId(taken)),
                "a simultaneous repetition answered %d %s".formatted(twin.status(), twin.body()));
    }

    private void again(Customer customer, Random random) throws IOException {
        var body = Body.of(shelf.some(2, random), 2);
        var first = place(customer, body, Optional.empty());
        if (first.isPresent()) {
            var repeated = insist(customer, first.get().key(), body);
            folded.incrementAndGet();
            expectations.hold(
                    repeated.status() == 200
                            && orderId(repeated).equals(first.get().orderId()),
                    "a repeated request answered %d %s".formatted(repeated.status(), repeated.body()));
        }
    }

    private void otherBody(Customer customer, Random random) throws IOException {
        var first = place(customer, Body.of(shelf.some(1, random), 1), Optional.empty());
        if (first.isPresent()) {
            var other = ask(customer, first.get().key(), Body.of(shelf.some(1, random), 3));
            expectations.hold(
                    other.status() == 422,
                    "a key with another body answered %d instead of 422".formatted(other.status()));
        }
    }

    private void beyondStock(Customer customer, Random random) throws IOException {
        if (shelf.scarce().isPresent()) {
            var sku = shelf.scarce().get();
            var lines = Body.line(shelf.some(1, random).getFirst(), 1) + "," + Body.line(sku, Shelf.LARGEST_QUANTITY);
            place(customer, "{\"lines\":[" + lines + "]}", shelf.scarce());
        }
    }

    private Optional<Placed> place(Customer customer, String body, Optional<String> beyondStock) throws IOException {
        var key = nextKey();
        var answer = ramp.send(() -> {
            var begin = System.nanoTime();
            var last = insist(customer, key, body);
            latencies.add(System.nanoTime() - begin);
            return last;
        });
        return taken(answer) ? Optional.of(remember(customer, key, answer, beyondStock)) : Optional.empty();
    }

    private Answer insist(Customer customer, String key, String body) throws IOException {
        var answer = ask(customer, key, body);
        expectations.hold(taken(answer), "a good order was answered %d %s".formatted(answer.status(), answer.body()));
        return answer;
    }

    /** Does as a refusal with 503 says: asks again, with the same key. An order that was stored meanwhile is a 200. */
    private Answer ask(Customer customer, String key, String body) throws IOException {
        var answer = gateway.placeOrder(customer.token(), key, body);
        for (var attempt = 1; attempt < ATTEMPTS && (asksToComeAgain(answer) || answer.status() == 409); attempt++) {
            askedAgain.incrementAndGet();
            LockSupport.parkNanos(PAUSE.toNanos());
            answer = gateway.placeOrder(customer.token(), key, body);
        }
        return answer;
    }

    private static boolean taken(Answer answer) {
        return answer.status() == 201 || answer.status() == 200;
    }

    private static boolean asksToComeAgain(Answer answer) {
        return answer.status() == 503 || answer.status() == 429;
    }

    private Placed remember(Customer customer, String key, Answer answer, Optional<String> beyondStock) {
        var order = new Placed(customer, key, orderId(answer), beyondStock);
        remember(order);
        return order;
    }

    /** Counts an order in that was placed elsewhere. */
    void remember(Placed order) {
        placed.add(order);
    }

    private static String orderId(Answer answer) {
        return answer.json().path("orderId").asText();
    }

    private String nextKey() {
        return "demo-" + run + "-" + keys.getAndIncrement();
    }
}
