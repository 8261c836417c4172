package dev.orderplatform.tools.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orderplatform.tools.client.Answer;
import dev.orderplatform.tools.client.Gateway;
import dev.orderplatform.tools.client.OrderStream;
import dev.orderplatform.tools.resync.OrderServices;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Three orders, each from its request to its end: delivered, cancelled after the payment, and never paid. */
final class OrderStories {

    private final Gateway gateway;
    private final OrderStream streams;
    private final Payments payments;
    private final Optional<OrderServices> services;
    private final String run;
    private final Expectations expectations;
    private final Consumer<String> out;
    private final List<Placed> placed = new ArrayList<>();

    /** @param services to end a payment window early, if they can be reached */
    OrderStories(
            Gateway gateway,
            Payments payments,
            Optional<OrderServices> services,
            String run,
            Expectations expectations,
            Consumer<String> out) {
        this.gateway = gateway;
        this.streams = new OrderStream(gateway.url());
        this.payments = payments;
        this.services = services;
        this.run = run;
        this.expectations = expectations;
        this.out = out;
    }

    /** Returns the accepted orders. */
    List<Placed> show(Customer customer, List<String> skus) throws IOException, InterruptedException {
        // More units than fit into a parcel.
        delivered(customer, List.of(OrderJson.line(skus.getFirst(), 9), OrderJson.line(skus.getLast(), 5)));
        var line = List.of(OrderJson.line(skus.getFirst(), 2));
        refunded(customer, line);
        if (services.isPresent()) {
            unpaid(customer, line, services.get());
        }
        return List.copyOf(placed);
    }

    private void delivered(Customer customer, List<String> lines) throws IOException, InterruptedException {
        out.accept("An order of 14 units, until its two parcels have arrived");
        var timeline = new LiveTimeline("CONFIRMED", out);
        var order = place(customer, "first", lines);
        if (order.isPresent()) {
            follow(order.get(), timeline, Map.of("CONFIRMED", _ -> pay(order.get(), timeline)), List.of("DELIVERED"));
        }
    }

    private void refunded(Customer customer, List<String> lines) throws IOException, InterruptedException {
        title("An order that is cancelled after its payment");
        var timeline = new LiveTimeline("REFUND_PENDING", out);
        var order = place(customer, "cancelled", lines);
        if (order.isPresent()) {
            var reactions = Map.<String, Consumer<JsonNode>>of(
                    "CONFIRMED", _ -> pay(order.get(), timeline), "PAID", _ -> cancel(order.get(), timeline));
            // DELIVERED: on a slow machine the parcel may have left.
            follow(order.get(), timeline, reactions, List.of("REFUNDED", "DELIVERED"));
        }
    }

    private void unpaid(Customer customer, List<String> lines, OrderServices services)
            throws IOException, InterruptedException {
        title("An order that nobody pays");
        var timeline = new LiveTimeline("CONFIRMED", out);
        var order = place(customer, "unpaid", lines);
        if (order.isPresent()) {
            Consumer<JsonNode> end = confirmed -> {
                var region = confirmed.path("region").asText();
                timeline.note("the demo ends the time to pay");
                var answer = services.makeTimerDue(region, order.get().orderId());
                expectations.check(
                        answer.status() == 204,
                        "order-service-%s answered %d to the end of a payment window"
                                .formatted(region, answer.status()));
            };
            follow(order.get(), timeline, Map.of("CONFIRMED", end), List.of("CANCELLED"));
        }
    }

    private void title(String text) {
        out.accept("");
        out.accept(text);
    }

    private Optional<Placed> place(Customer customer, String name, List<String> lines) {
        var key = "demo-" + run + "-" + name;
        var body = "{\"lines\":[" + String.join(",", lines) + "]}";
        var answer = Retries.sendWithRetry(() -> gateway.placeOrder(customer.token(), key, body));
        var accepted = answer.status() == 201 || answer.status() == 200;
        expectations.check(accepted, "the %s order was answered %d %s".formatted(name, answer.status(), answer.body()));
        var order = Optional.of(answer)
                .filter(_ -> accepted)
                .map(Answer::json)
                .map(json -> new Placed(customer, key, json.path("orderId").asText(), Optional.empty()));
        order.ifPresent(placed::add);
        return order;
    }

    private void follow(
            Placed order, LiveTimeline timeline, Map<String, Consumer<JsonNode>> reactions, List<String> expected)
            throws IOException, InterruptedException {
        var status = new FollowedOrder(timeline, reactions).follow(order, streams);
        expectations.check(
                expected.contains(status),
                "order %s is %s instead of %s".formatted(order.orderId(), status, expected.getFirst()));
    }

    private void pay(Placed order, LiveTimeline timeline) {
        payments.pay(order).ifPresent(id -> timeline.note("pays: payment " + id));
    }

    private void cancel(Placed order, LiveTimeline timeline) {
        timeline.note(payments.cancel(order) ? "cancels" : "cancels too late: the parcel has left");
    }
}
