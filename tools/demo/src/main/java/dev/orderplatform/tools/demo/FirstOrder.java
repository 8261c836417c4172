package dev.orderplatform.tools.demo;

import dev.orderplatform.runtime.process.Await;
import dev.orderplatform.tools.client.Gateway;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** One order, from the request to its decision, before the crowd comes. */
final class FirstOrder {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Gateway gateway;
    private final ReservationTime reservationTime;
    private final Expectations expectations;
    private final Consumer<String> out;

    /** When inventory has reserved an order's stock, where that can be looked up. */
    @FunctionalInterface
    interface ReservationTime {
        Optional<Instant> of(String region, String orderId);
    }

    FirstOrder(Gateway gateway, ReservationTime reservationTime, Expectations expectations, Consumer<String> out) {
        this.gateway = gateway;
        this.reservationTime = reservationTime;
        this.expectations = expectations;
        this.out = out;
    }

    /** Returns the order, when it was accepted. */
    Optional<Placed> show(Customer customer, String key, String sku) throws IOException {
        out.accept("The first order");
        var moments = new ArrayList<Moment>();
        moments.add(new Moment(Instant.now(), "user %d orders 1 × %s".formatted(customer.userId(), sku)));
        var answer = Patience.insist(() -> gateway.placeOrder(customer.token(), key, Body.of(List.of(sku), 1)));
        moments.add(new Moment(Instant.now(), "the gateway has answered " + answer.status()));
        var accepted = answer.status() == 201 || answer.status() == 200;
        expectations.hold(accepted, "the first order was answered %d %s".formatted(answer.status(), answer.body()));
        if (!accepted) {
            return Optional.empty();
        }
        var placed = new Placed(customer, key, answer.json().path("orderId").asText(), Optional.empty());
        var story = decided(placed);
        expectations.hold(story.decided(), "the first order is still " + story.status());
        story.steps().forEach(step -> moments.add(new Moment(step.at(), meaning(step.status(), story))));
        reservationTime
                .of(story.region(), placed.orderId())
                .ifPresent(at -> moments.add(new Moment(at, "the inventory of " + story.region() + " has decided")));
        Moment.lines(moments).forEach(out);
        return Optional.of(placed);
    }

    private static String meaning(String status, Story story) {
        return status.equals("PENDING")
                ? "PENDING: order %s is stored in region %s"
                        .formatted(story.placed().orderId(), story.region())
                : status;
    }

    private Story decided(Placed placed) {
        var story = new AtomicReference<>(look(placed));
        Await.until(LIMIT, () -> {
            if (!story.get().decided()) {
                story.set(look(placed));
            }
            return story.get().decided();
        });
        return story.get();
    }

    private Story look(Placed placed) {
        return Story.of(
                placed, Patience.send(() -> gateway.order(placed.customer().token(), placed.orderId())));
    }
}
