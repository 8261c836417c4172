package dev.orderplatform.tools.demo;

import dev.orderplatform.runtime.process.Await;
import dev.orderplatform.tools.client.Gateway;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Polls as customers do until all orders are in an expected state and all notifications have arrived. */
final class AwaitOutcomes {

    static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);
    private static final int PAGE_SIZE = 100;

    private final Gateway gateway;
    private final CustomerPool pool;
    private final Expectations expectations;

    AwaitOutcomes(Gateway gateway, CustomerPool pool, Expectations expectations) {
        this.gateway = gateway;
        this.pool = pool;
        this.expectations = expectations;
    }

    /** A message in a customer's list. */
    record Message(String title, Instant at) {}

    /** The orders when all are as expected, or after the timeout. */
    List<ObservedOrder> orders(List<Placed> placed, Predicate<ObservedOrder> expected) {
        Map<Placed, ObservedOrder> orders = new HashMap<>();
        Await.until(TIMEOUT, POLL_INTERVAL, () -> {
            read(placed.stream()
                            .filter(order -> !orders.containsKey(order) || !expected.test(orders.get(order)))
                            .toList())
                    .forEach(order -> orders.put(order.placed(), order));
            return orders.values().stream().allMatch(expected);
        });
        return List.copyOf(orders.values());
    }

    private List<ObservedOrder> read(List<Placed> orders) {
        return sendAll(orders.stream()
                .<CustomerPool.Task<ObservedOrder>>map(order -> () -> read(order))
                .toList());
    }

    ObservedOrder read(Placed order) {
        return ObservedOrder.of(
                order, Retries.sendOnce(() -> gateway.order(order.customer().token(), order.orderId())));
    }

    /** The notifications of these orders when all have arrived, or after the timeout. */
    Map<String, List<Message>> messages(List<ObservedOrder> orders) {
        var expected = orders.stream().mapToInt(order -> order.steps().size()).sum();
        Map<String, List<Message>> messages = new HashMap<>();
        var complete = Await.until(TIMEOUT, POLL_INTERVAL, () -> {
            var waiting = orders.stream()
                    .filter(order -> count(messages, order) != order.steps().size())
                    .map(order -> order.placed().customer())
                    .distinct();
            sendAll(waiting.<CustomerPool.Task<Map<String, List<Message>>>>map(customer -> () -> read(customer))
                            .toList())
                    .forEach(messages::putAll);
            return count(messages, orders) == expected;
        });
        expectations.check(
                complete, "%,d notifications arrived, %,d were expected".formatted(count(messages, orders), expected));
        return messages;
    }

    private Map<String, List<Message>> read(Customer customer) throws IOException {
        var messages = new HashMap<String, List<Message>>();
        for (var item : gateway.get(customer.token(), "/api/v1/notifications?limit=" + PAGE_SIZE)
                .json()
                .path("items")) {
            messages.computeIfAbsent(item.path("orderId").asText(), _ -> new ArrayList<>())
                    .add(new Message(
                            item.path("title").asText(),
                            Instant.parse(item.path("createdAt").asText())));
        }
        return messages;
    }

    static int count(Map<String, List<Message>> messages, List<ObservedOrder> orders) {
        return orders.stream().mapToInt(order -> count(messages, order)).sum();
    }

    private static int count(Map<String, List<Message>> messages, ObservedOrder order) {
        return messages.getOrDefault(order.placed().orderId(), List.of()).size();
    }

    private <T> List<T> sendAll(List<CustomerPool.Task<T>> requests) {
        try {
            return pool.sendAll(requests);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
