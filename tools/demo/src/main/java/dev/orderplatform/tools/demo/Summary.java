package dev.orderplatform.tools.demo;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** Prints the demo's figures and the timeline of its last delivered order. */
final class Summary {

    private final DemoRun.Result result;
    private final Consumer<String> out;

    Summary(DemoRun.Result result, Consumer<String> out) {
        this.result = result;
        this.out = out;
    }

    void print() {
        out.accept("");
        line("Customers", "%,d".formatted(result.customers()));
        line("Accepted", "@|bold %,d|@ orders".formatted(result.placed().size()));
        line("Home regions", homes());
        line("Confirmed", "@|green %,d|@".formatted(reached("CONFIRMED")));
        line("Rejected", "@|yellow %,d|@ that requested more than is in stock".formatted(reached("REJECTED")));
        line("Paid", "@|green %,d|@".formatted(reached("PAID")));
        line("Delivered", "@|green %,d|@".formatted(reached("DELIVERED")));
        line("Refunded", "@|yellow %,d|@ that were cancelled after the payment".formatted(reached("REFUNDED")));
        line("Duplicates", "%,d requests with an already used key: no second order".formatted(result.duplicates()));
        if (result.retries() > 0) {
            line("Retried", "%,d times, because the platform was too busy".formatted(result.retries()));
        }
        line("Invalid requests", rejections());
        line("Accept latency", result.latencies().text());
        times("Time to confirmation", "PENDING", "CONFIRMED");
        times("Payment to delivery", "PAID", "DELIVERED");
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

    private long reached(String status) {
        return result.orders().stream().filter(order -> order.reached(status)).count();
    }

    private void times(String what, String from, String to) {
        var times = new Histogram(Duration.ofHours(1).toMillis(), 3);
        result.orders().stream()
                .flatMap(order -> order.time(from, to).stream())
                .forEach(time -> times.recordValue(Math.max(0, time.toMillis())));
        if (times.getTotalCount() > 0) {
            line(
                    what,
                    "p50 %,d ms, p99 %,d ms".formatted(times.getValueAtPercentile(50), times.getValueAtPercentile(99)));
        }
    }

    // The last order: the platform is warm by then.
    private void timeline() {
        result.orders().stream()
                .filter(order -> order.reached("DELIVERED"))
                .max(Comparator.comparing(order -> Long.valueOf(order.placed().orderId())))
                .ifPresent(this::timeline);
    }

    private void timeline(ObservedOrder order) {
        out.accept("");
        out.accept("The last delivered order, @|bold %s|@ of user %d"
                .formatted(order.placed().orderId(), order.placed().customer().userId()));
        var messages = result.messages().getOrDefault(order.placed().orderId(), List.of());
        var timeline = Stream.concat(
                order.steps().stream().map(step -> new TimelineEntry(step.at(), step.status())),
                messages.stream().map(message -> new TimelineEntry(message.at(), "notified: " + message.title())));
        TimelineEntry.lines(timeline.toList()).forEach(out);
    }
}
