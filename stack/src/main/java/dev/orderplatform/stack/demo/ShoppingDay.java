package dev.orderplatform.stack.demo;

import dev.orderplatform.stack.client.Gateway;
import dev.orderplatform.stack.client.Tokens;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** A day in the shop: customers come, order, retry and err; then it is waited for what became of it all. */
final class ShoppingDay {

    private static final int CUSTOMERS = 400;
    private static final int IMPATIENT = 20;
    private static final long POPULATION = 1_000_000;

    private final Gateway gateway;
    private final Crowd crowd;
    private final Expectations expectations;
    private final Consumer<String> progress;
    // Keys of one demo never meet those of another.
    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

    ShoppingDay(Gateway gateway, Crowd crowd, Expectations expectations, Consumer<String> progress) {
        this.gateway = gateway;
        this.crowd = crowd;
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
            Histogram acceptMicros,
            Map<String, List<Aftermath.Message>> messages) {}

    Day run() throws IOException, InterruptedException {
        progress.accept("%d customers fetch their tokens at %s".formatted(CUSTOMERS, gateway.url()));
        var customers = customers();
        var random = new Random();
        var shopping = new Shopping(gateway, Shelf.look(gateway, customers.getFirst(), random), run, expectations);
        progress.accept("They order: little and much, some press the button twice, some want what is sold out");
        crowd.all(customers.stream()
                .<Crowd.Errand<Boolean>>map(customer -> () -> visit(shopping, customer))
                .toList());
        for (var customer : customers.subList(0, IMPATIENT)) {
            shopping.impatient(customer, random, crowd);
        }
        var refusals = new Refusals(gateway, customers.getFirst(), run, expectations);
        var refused = refusals.tryAll();
        progress.accept("Everybody waits until each order is decided");
        var aftermath = new Aftermath(gateway, crowd, expectations);
        var stories = aftermath.stories(shopping.placed());
        stories.forEach(this::judge);
        refusals.foreignOrder(of(customers.getLast(), shopping.placed()));
        progress.accept("Everybody waits to be told");
        return new Day(
                CUSTOMERS,
                shopping.placed(),
                stories,
                shopping.folded(),
                shopping.askedAgain(),
                refused,
                shopping.acceptMicros(),
                aftermath.messages(stories));
    }

    private List<Customer> customers() {
        // Others each time, so that the tables fill evenly over several demos.
        var first = ThreadLocalRandom.current().nextLong(1, POPULATION);
        var tokens = Tokens.ofUsers(gateway, first, CUSTOMERS);
        return IntStream.range(0, CUSTOMERS)
                .mapToObj(n -> new Customer(first + n, tokens.get(n)))
                .toList();
    }

    private static boolean visit(Shopping shopping, Customer customer) throws IOException {
        shopping.visit(customer, new Random());
        return true;
    }

    private static Placed of(Customer customer, List<Placed> placed) {
        return placed.stream()
                .filter(order -> order.customer().equals(customer))
                .findFirst()
                .orElse(placed.getLast());
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
