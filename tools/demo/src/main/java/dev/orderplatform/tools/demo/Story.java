package dev.orderplatform.tools.demo;

import dev.orderplatform.tools.client.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An order as the API tells it in the end. */
record Story(Placed placed, String region, String status, List<Step> steps, List<String> rejectedSkus) {

    /** A state that the order came to. */
    record Step(String status, Instant at) {}

    /** What the answer tells; an order that could not be looked at is not decided. */
    static Story of(Placed placed, Answer answer) {
        if (answer.status() != 200) {
            return new Story(placed, "", "unknown, answered " + answer.status(), List.of(), List.of());
        }
        var order = answer.json();
        var steps = new ArrayList<Step>();
        for (var step : order.path("history")) {
            steps.add(new Step(
                    step.path("status").asText(), Instant.parse(step.path("at").asText())));
        }
        var skus = new ArrayList<String>();
        order.path("rejection").path("skus").forEach(sku -> skus.add(sku.asText()));
        return new Story(
                placed,
                order.path("region").asText(),
                order.path("status").asText(),
                List.copyOf(steps),
                List.copyOf(skus));
    }

    boolean decided() {
        return !steps.isEmpty() && !status.equals("PENDING") && !status.equals("UNDECIDED");
    }

    boolean confirmed() {
        return status.equals("CONFIRMED");
    }

    /** From the order's beginning to its confirmation. */
    Optional<Duration> timeToConfirmation() {
        return steps.stream()
                .filter(step -> step.status.equals("CONFIRMED"))
                .findFirst()
                .map(step -> Duration.between(steps.getFirst().at(), step.at()));
    }
}
