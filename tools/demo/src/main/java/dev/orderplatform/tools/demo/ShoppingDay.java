package dev.orderplatform.tools.demo;

import dev.orderplatform.tools.client.Gateway;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A day in the shop: customers come, order, retry and err; then the demo waits for what becomes of it all. */
final class ShoppingDay {

    private static final int CUSTOMERS = 400;
    // Where the platform is too slow for all of them within the time, so many come at least: some of each kind.
    private static final int CUSTOMERS_AT_LEAST = 100;
    private static final Duration OPENING_TIME = Duration.ofSeconds(20);
    private static final int IMPATIENT = 20;
    private static final long POPULATION = 1_000_000;

    private final Gateway gateway;
    private final Crowd crowd;
    private final FirstOrder.ReservationTime reservationTime;
    private final Expectations expectations;
    private final Consumer<String> progress;
    // Keys of one demo never meet those of another.
    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

    ShoppingDay(
            Gateway gateway,
            Crowd crowd,
            FirstOrder.ReservationTime reservationTime,
            Expectations expectations,
            Consumer<String> progress) {
        this.gateway = gateway;
        this.crowd = crowd;
        this.reservationTime = reservationTime;
        this.expectations = expectations;
        this.progress = progress;
    }

    /**
     * How the day went.
     *
     * @param folded requests that were recognised as repetitions
     * @param askedAgain requests that were refused for want of room at first
     * @param refused how many bad requests were refused with which status
     * @param messages notifications by order id
     */
    record Day(
            int customers,
            List<Placed> placed,
            List<Story> stories,
            int folded,
            int askedAgain,
            Map<Integer, Integer> refused,
            Latencies latencies,
            Map<String, List<Aftermath.Message>> messages) {}

    Day run() throws IOException, InterruptedException {
        // Others each time, so that the tables fill evenly over several demos.
        var firstUser = ThreadLocalRandom.current().nextLong(1, POPULATION);
        var first = customer(firstUser);
        var random = new Random();
        var firstOrder = new FirstOrder(gateway, reservationTime, expectations, progress)
                .show(first, "demo-" + run + "-first", Shelf.one(gateway, first, random));
        progress.accept("");
        progress.accept("Looking for products that are in stock");
        var shopping =
                new Shopping(gateway, Shelf.look(gateway, first, random, crowd), crowd.ramp(), run, expectations);
        firstOrder.ifPresent(shopping::remember);
        progress.accept(
                "Up to %d customers order: small and large orders, repeated requests, more than is in stock; few at once at first, more as the platform warms up"
                        .formatted(CUSTOMERS));
        var closing = System.nanoTime() + OPENING_TIME.toNanos();
        var customers = crowd
                .all(IntStream.rangeClosed(1, CUSTOMERS)
                        .<Crowd.Errand<Optional<Customer>>>mapToObj(
                                n -> () -> n <= CUSTOMERS_AT_LEAST || System.nanoTime() < closing
                                        ? Optional.of(visit(shopping, firstUser + n))
                                        : Optional.empty())
                        .toList())
                .stream()
                .flatMap(Optional::stream)
                .toList();
        progress.accept("%d impatient customers press the button several times at once; others send bad requests"
                .formatted(IMPATIENT));
        for (var customer : customers.subList(0, IMPATIENT)) {
            shopping.impatient(customer, random, crowd);
        }
        var refusals = new Refusals(gateway, first, run, expectations);
        var refused = refusals.tryAll();
        progress.accept("Waiting until every order is confirmed or rejected");
        var aftermath = new Aftermath(gateway, crowd, expectations);
        var stories = aftermath.stories(shopping.placed());
        stories.forEach(this::judge);
        refusals.foreignOrder(ofAnother(first, shopping.placed()));
        progress.accept("Waiting for the notifications");
        return new Day(
                customers.size() + 1,
                shopping.placed(),
                stories,
                shopping.folded(),
                shopping.askedAgain(),
                refused,
                shopping.latencies(),
                aftermath.messages(stories));
    }

    private Customer customer(long user) {
        return new Customer(user, gateway.token(user, "orders"));
    }

    private Customer visit(Shopping shopping, long user) throws IOException {
        var customer = crowd.ramp().send(() -> customer(user));
        shopping.visit(customer, new Random());
        return customer;
    }

    private static Placed ofAnother(Customer customer, List<Placed> placed) {
        return placed.stream()
                .filter(order -> !order.customer().equals(customer))
                .findAny()
                .orElseThrow();
    }

    private void judge(Story story) {
        var order = story.placed();
        expectations.hold(story.decided(), "order " + order.orderId() + " is still " + story.status());
        if (story.decided()) {
            order.beyondStock()
                    .ifPresentOrElse(
                            sku -> expectations.hold(
                                    story.status().equals("REJECTED")
                                            && story.rejectedSkus().equals(List.of(sku)),
                                    "order %s asks for more %s than there is, and is %s for %s"
                                            .formatted(order.orderId(), sku, story.status(), story.rejectedSkus())),
                            () -> expectations.hold(
                                    story.confirmed(),
                                    "order %s asks for what is in stock, and is %s for %s"
                                            .formatted(order.orderId(), story.status(), story.rejectedSkus())));
        }
    }
}
