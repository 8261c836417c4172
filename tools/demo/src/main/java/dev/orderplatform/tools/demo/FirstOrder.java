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

/** Follows one order from the request to its decision, before the load starts. */
final class FirstOrder {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Gateway gateway;
    private final ReservationTime reservationTime;
    private final Expectations expectations;
    private final Consumer<String> out;

    /** The time at which inventory decided an order, if its database is accessible. */
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

    /** Returns the order if it was accepted. */
    Optional<Placed> show(Customer customer, String key, String sku) throws IOException {
        out.accept("The first order");
        var timeline = new ArrayList<TimelineEntry>();
        timeline.add(new TimelineEntry(Instant.now(), "user %d orders 1 × %s".formatted(customer.userId(), sku)));
        var answer =
                Retries.sendWithRetry(() -> gateway.placeOrder(customer.token(), key, OrderJson.of(List.of(sku), 1)));
        timeline.add(new TimelineEntry(Instant.now(), "the gateway answered " + answer.status()));
        var accepted = answer.status() == 201 || answer.status() == 200;
        expectations.check(accepted, "the first order was answered %d %s".formatted(answer.status(), answer.body()));
        if (!accepted) {
            return Optional.empty();
        }
        var placed = new Placed(customer, key, answer.json().path("orderId").asText(), Optional.empty());
        var order = decided(placed);
        expectations.check(order.decided(), "the first order is still " + order.status());
        order.steps().forEach(step -> timeline.add(new TimelineEntry(step.at(), meaning(step.status(), order))));
        reservationTime
                .of(order.region(), placed.orderId())
                .ifPresent(at ->
                        timeline.add(new TimelineEntry(at, "the inventory of " + order.region() + " has decided")));
        TimelineEntry.lines(timeline).forEach(out);
        return Optional.of(placed);
    }

    private static String meaning(String status, ObservedOrder order) {
        return status.equals("PENDING")
                ? "PENDING: order %s is stored in region %s"
                        .formatted(order.placed().orderId(), order.region())
                : status;
    }

    private ObservedOrder decided(Placed placed) {
        var order = new AtomicReference<>(read(placed));
        Await.until(TIMEOUT, () -> {
            if (!order.get().decided()) {
                order.set(read(placed));
            }
            return order.get().decided();
        });
        return order.get();
    }

    private ObservedOrder read(Placed placed) {
        return ObservedOrder.of(
                placed, Retries.sendOnce(() -> gateway.order(placed.customer().token(), placed.orderId())));
    }
}
