package dev.orderplatform.tools.demo;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** Prints the demo's figures and the timeline of its last order. */
final class Summary {

    private final DemoRun.Result result;
    private final Consumer<String> out;

    Summary(DemoRun.Result result, Consumer<String> out) {
        this.result = result;
        this.out = out;
    }

    void print() {
        var confirmed =
                result.orders().stream().filter(ObservedOrder::confirmed).count();
        var rejected = result.orders().stream()
                .filter(order -> order.status().equals("REJECTED"))
                .count();
        out.accept("");
        line("Customers", "%,d".formatted(result.customers()));
        line("Accepted", "@|bold %,d|@ orders".formatted(result.placed().size()));
        line("Home regions", homes());
        line("Confirmed", "@|green %,d|@".formatted(confirmed));
        line("Rejected", "@|yellow %,d|@ that requested more than is in stock".formatted(rejected));
        line("Duplicates", "%,d requests with an already used key: no second order".formatted(result.duplicates()));
        if (result.retries() > 0) {
            line("Retried", "%,d times, because the platform was too busy".formatted(result.retries()));
        }
        line("Invalid requests", rejections());
        line("Accept latency", result.latencies().text());
        confirmation()
                .ifPresent(times -> line(
                        "Time to confirmation",
                        "p50 %,d ms, p99 %,d ms"
                                .formatted(times.getValueAtPercentile(50), times.getValueAtPercentile(99))));
        line("Notifications sent", "%,d".formatted(AwaitOutcomes.count(result.messages(), result.orders())));
        timeline();
    }

    private void line(String what, String value) {
        out.accept("%-22s %s".formatted(what, value));
    }

    private String homes() {
        return result.orders().stream()
                .collect(Collectors.groupingBy(ObservedOrder::region, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(home -> "%s: %,d orders of %,d customers"
                        .formatted(
                                home.getKey(),
                                home.getValue().size(),
                                home.getValue().stream()
                                        .map(order -> order.placed().customer())
                                        .distinct()
                                        .count()))
                .collect(Collectors.joining(", "));
    }

    private String rejections() {
        var sum = result.rejections().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        return result.rejections().entrySet().stream()
                .map(entry -> "%d × %d".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", ", sum + " (", ")"));
    }

    private Optional<Histogram> confirmation() {
        var times = new Histogram(Duration.ofHours(1).toMillis(), 3);
        result.orders().stream()
                .flatMap(order -> order.timeToConfirmation().stream())
                .forEach(time -> times.recordValue(Math.max(0, time.toMillis())));
        return Optional.of(times).filter(found -> found.getTotalCount() > 0);
    }

    // The last order: the platform is warm by then.
    private void timeline() {
        result.orders().stream()
                .filter(ObservedOrder::confirmed)
                .max(Comparator.comparing(order -> Long.valueOf(order.placed().orderId())))
                .ifPresent(this::timeline);
    }

    private void timeline(ObservedOrder order) {
        out.accept("");
        out.accept("Timeline of the last order, @|bold %s|@ of user %d"
                .formatted(order.placed().orderId(), order.placed().customer().userId()));
        var messages = result.messages().getOrDefault(order.placed().orderId(), List.of());
        var timeline = Stream.concat(
                order.steps().stream().map(step -> new TimelineEntry(step.at(), step.status())),
                messages.stream().map(message -> new TimelineEntry(message.at(), "notified: " + message.title())));
        TimelineEntry.lines(timeline.toList()).forEach(out);
    }
}
