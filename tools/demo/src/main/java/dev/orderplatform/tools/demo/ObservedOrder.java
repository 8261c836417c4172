package dev.orderplatform.tools.demo;

import dev.orderplatform.tools.client.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An order as the API shows it. */
record ObservedOrder(Placed placed, String region, String status, List<Step> steps, List<String> rejectedSkus) {

    /** A state in the order's history. */
    record Step(String status, Instant at) {}

    /** Parses a response. An order that could not be read is not decided. */
    static ObservedOrder of(Placed placed, Answer answer) {
        if (answer.status() != 200) {
            return new ObservedOrder(placed, "", "unknown, answered " + answer.status(), List.of(), List.of());
        }
        var order = answer.json();
        var steps = new ArrayList<Step>();
        for (var step : order.path("history")) {
            steps.add(new Step(
                    step.path("status").asText(), Instant.parse(step.path("at").asText())));
        }
        var skus = new ArrayList<String>();
        order.path("rejection").path("skus").forEach(sku -> skus.add(sku.asText()));
        return new ObservedOrder(
                placed,
                order.path("region").asText(),
                order.path("status").asText(),
                List.copyOf(steps),
                List.copyOf(skus));
    }

    boolean decided() {
        return !steps.isEmpty() && !status.equals("PENDING") && !status.equals("UNDECIDED");
    }

    /** Whether a customer waits for nothing more; orders that nobody paid are never finished. */
    boolean finished() {
        return status.equals("DELIVERED") || status.equals("REFUNDED");
    }

    boolean confirmed() {
        return reached("CONFIRMED");
    }

    boolean reached(String wanted) {
        return steps.stream().anyMatch(step -> step.status.equals(wanted));
    }

    /** From the first time in one state to the first time in another. */
    Optional<Duration> time(String from, String to) {
        return at(from).flatMap(begin -> at(to).map(end -> Duration.between(begin, end)));
    }

    private Optional<Instant> at(String wanted) {
        return steps.stream()
                .filter(step -> step.status.equals(wanted))
                .findFirst()
                .map(Step::at);
    }
}
