package dev.orderplatform.tools.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orderplatform.runtime.process.Await;
import dev.orderplatform.tools.client.Gateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** Shows what a customer has earned, and what is recommended to them. */
final class PointsAndRecommendations {

    private static final int RECOMMENDATIONS = 3;
    private static final int MINOR_UNITS_PER_POINT = 100;
    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    private final Gateway gateway;
    private final Expectations expectations;
    private final Consumer<String> out;

    PointsAndRecommendations(Gateway gateway, Expectations expectations, Consumer<String> out) {
        this.gateway = gateway;
        this.expectations = expectations;
        this.out = out;
    }

    /** Prints the customer's points, and checks those of each order. */
    void points(Customer customer, List<ObservedOrder> orders) {
        var own = orders.stream()
                .filter(order -> order.placed().customer().equals(customer))
                .filter(order -> order.reached("PAID"))
                .toList();
        var points = await(
                customer,
                "/api/v1/points?limit=20",
                found -> own.stream().allMatch(order -> transfers(found, order).equals(expected(order))));
        out.accept("");
        out.accept("Points of user %d: @|bold %,d|@, and %,d pending"
                .formatted(
                        customer.userId(),
                        points.path("balance").asLong(),
                        points.path("pending").asLong()));
        for (var item : points.path("items")) {
            out.accept("  %+,6d  %-8s order %s, balance %,d"
                    .formatted(
                            item.path("points").asLong(),
                            item.path("kind").asText(),
                            item.path("orderId").asText(),
                            item.path("balanceAfter").asLong()));
        }
        own.forEach(order -> expectations.check(
                transfers(points, order).equals(expected(order)),
                "order %s has the points %s instead of %s"
                        .formatted(order.placed().orderId(), transfers(points, order), expected(order))));
    }

    private List<String> expected(ObservedOrder order) {
        var total = Retries.sendOnce(() -> gateway.order(
                        order.placed().customer().token(), order.placed().orderId()))
                .json()
                .path("totalMinor")
                .asLong();
        var earned = total / MINOR_UNITS_PER_POINT;
        return order.status().equals("DELIVERED")
                ? List.of("POSTED " + earned, "PENDING " + earned)
                : List.of("VOIDED " + -earned, "PENDING " + earned);
    }

    private static List<String> transfers(JsonNode points, ObservedOrder order) {
        return StreamSupport.stream(points.path("items").spliterator(), false)
                .filter(item ->
                        item.path("orderId").asText().equals(order.placed().orderId()))
                .map(item ->
                        item.path("kind").asText() + " " + item.path("points").asLong())
                .toList();
    }

    /** Prints what is recommended to the buyer of a product, and checks that it is what the others bought with it. */
    void recommendations(Customer customer, String boughtWith) {
        var found = await(
                customer,
                "/api/v1/recommendations?limit=" + RECOMMENDATIONS,
                answer -> scored(answer).contains(boughtWith));
        out.accept("");
        out.accept("Recommended to user %d".formatted(customer.userId()));
        for (var item : found.path("items")) {
            var score = item.path("score").asDouble();
            out.accept("  %s %-28s %s"
                    .formatted(
                            item.path("sku").asText(),
                            item.path("name").asText(),
                            score > 0
                                    ? "bought together with this user's products, score %.1f".formatted(score)
                                    : "a best seller"));
        }
        expectations.check(
                scored(found).contains(boughtWith),
                "%s, which others bought with the same product, is not recommended".formatted(boughtWith));
    }

    private static List<String> scored(JsonNode answer) {
        var skus = new ArrayList<String>();
        for (var item : answer.path("items")) {
            if (item.path("score").asDouble() > 0) {
                skus.add(item.path("sku").asText());
            }
        }
        return skus;
    }

    /** The answer when it is as expected, or after the timeout. */
    private JsonNode await(Customer customer, String path, Predicate<JsonNode> expected) {
        var last = new AtomicReference<>(read(customer, path));
        Await.until(
                AwaitOutcomes.TIMEOUT,
                POLL_INTERVAL,
                () -> expected.test(last.get()) || expected.test(last.updateAndGet(_ -> read(customer, path))));
        return last.get();
    }

    private JsonNode read(Customer customer, String path) {
        var answer = Retries.sendWithRetry(() -> gateway.get(customer.token(), path));
        expectations.check(answer.status() == 200, "%s was answered %d".formatted(path, answer.status()));
        return answer.json();
    }
}
