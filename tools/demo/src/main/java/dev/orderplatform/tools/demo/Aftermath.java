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

/** Waits, as customers do, until each order is decided and all notifications are there. */
final class Aftermath {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int PAGE = 100;

    private final Gateway gateway;
    private final Crowd crowd;
    private final Expectations expectations;

    Aftermath(Gateway gateway, Crowd crowd, Expectations expectations) {
        this.gateway = gateway;
        this.crowd = crowd;
        this.expectations = expectations;
    }

    /** A message in a customer's list. */
    record Message(String title, Instant at) {}

    /** The orders when all are decided, or when patience ends. */
    List<Story> stories(List<Placed> placed) {
        Map<Placed, Story> stories = new HashMap<>();
        Await.until(PATIENCE, PAUSE, () -> {
            read(placed.stream()
                            .filter(order -> !stories.containsKey(order)
                                    || !stories.get(order).decided())
                            .toList())
                    .forEach(story -> stories.put(story.placed(), story));
            return stories.values().stream().allMatch(Story::decided);
        });
        return List.copyOf(stories.values());
    }

    private List<Story> read(List<Placed> orders) {
        return ask(orders.stream()
                .<Crowd.Errand<Story>>map(order ->
                        () -> Story.of(order, gateway.order(order.customer().token(), order.orderId())))
                .toList());
    }

    /** What the customers were told about these orders, when it is all there or patience ends. */
    Map<String, List<Message>> messages(List<Story> stories) {
        var due = stories.stream().mapToInt(story -> story.steps().size()).sum();
        Map<String, List<Message>> messages = new HashMap<>();
        var complete = Await.until(PATIENCE, PAUSE, () -> {
            var waiting = stories.stream()
                    .filter(story -> count(messages, story) != story.steps().size())
                    .map(story -> story.placed().customer())
                    .distinct();
            ask(waiting.<Crowd.Errand<Map<String, List<Message>>>>map(customer -> () -> read(customer))
                            .toList())
                    .forEach(messages::putAll);
            return count(messages, stories) == due;
        });
        expectations.hold(complete, "%,d notifications arrived, %,d were due".formatted(count(messages, stories), due));
        return messages;
    }

    private Map<String, List<Message>> read(Customer customer) throws IOException {
        var messages = new HashMap<String, List<Message>>();
        for (var item : gateway.get(customer.token(), "/api/v1/notifications?limit=" + PAGE)
                .json()
                .path("items")) {
            messages.computeIfAbsent(item.path("orderId").asText(), _ -> new ArrayList<>())
                    .add(new Message(
                            item.path("title").asText(),
                            Instant.parse(item.path("createdAt").asText())));
        }
        return messages;
    }

    static int count(Map<String, List<Message>> messages, List<Story> stories) {
        return stories.stream().mapToInt(story -> count(messages, story)).sum();
    }

    private static int count(Map<String, List<Message>> messages, Story story) {
        return messages.getOrDefault(story.placed().orderId(), List.of()).size();
    }

    private <T> List<T> ask(List<Crowd.Errand<T>> questions) {
        try {
            return crowd.ask(questions);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
