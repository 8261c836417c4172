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

/** The day in figures, and the path of its last order. */
final class Summary {

    private final ShoppingDay.Day day;
    private final Consumer<String> out;

    Summary(ShoppingDay.Day day, Consumer<String> out) {
        this.day = day;
        this.out = out;
    }

    void print() {
        var confirmed = day.stories().stream().filter(Story::confirmed).count();
        var rejected = day.stories().stream()
                .filter(story -> story.status().equals("REJECTED"))
                .count();
        out.accept("");
        line("Customers", "%,d".formatted(day.customers()));
        line("Accepted", "@|bold %,d|@ orders".formatted(day.placed().size()));
        line("Home regions", homes());
        line("Confirmed", "@|green %,d|@".formatted(confirmed));
        line("Rejected", "@|yellow %,d|@ that asked for more than is in stock".formatted(rejected));
        line("Duplicates", "%,d requests with a key that was used already: no second order".formatted(day.folded()));
        if (day.askedAgain() > 0) {
            line("Retried", "%,d times, because the platform was too busy".formatted(day.askedAgain()));
        }
        line("Bad requests refused", refused());
        line("Accept latency", day.latencies().text());
        confirmation()
                .ifPresent(times -> line(
                        "Time to confirmation",
                        "p50 %,d ms, p99 %,d ms"
                                .formatted(times.getValueAtPercentile(50), times.getValueAtPercentile(99))));
        line("Notifications sent", "%,d".formatted(Aftermath.count(day.messages(), day.stories())));
        timeline();
    }

    private void line(String what, String value) {
        out.accept("%-22s %s".formatted(what, value));
    }

    private String homes() {
        return day.stories().stream()
                .collect(Collectors.groupingBy(Story::region, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(home -> "%s: %,d orders of %,d customers"
                        .formatted(
                                home.getKey(),
                                home.getValue().size(),
                                home.getValue().stream()
                                        .map(story -> story.placed().customer())
                                        .distinct()
                                        .count()))
                .collect(Collectors.joining(", "));
    }

    private String refused() {
        var sum = day.refused().values().stream().mapToInt(Integer::intValue).sum();
        return day.refused().entrySet().stream()
                .map(entry -> "%d × %d".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", ", sum + " (", ")"));
    }

    private Optional<Histogram> confirmation() {
        var times = new Histogram(Duration.ofHours(1).toMillis(), 3);
        day.stories().stream()
                .flatMap(story -> story.timeToConfirmation().stream())
                .forEach(time -> times.recordValue(Math.max(0, time.toMillis())));
        return Optional.of(times).filter(found -> found.getTotalCount() > 0);
    }

    // The last one: by then the platform is warm.
    private void timeline() {
        day.stories().stream()
                .filter(Story::confirmed)
                .max(Comparator.comparing(story -> Long.valueOf(story.placed().orderId())))
                .ifPresent(this::timeline);
    }

    private void timeline(Story story) {
        out.accept("");
        out.accept("The path of the last order, @|bold %s|@ of user %d"
                .formatted(story.placed().orderId(), story.placed().customer().userId()));
        var messages = day.messages().getOrDefault(story.placed().orderId(), List.of());
        var moments = Stream.concat(
                story.steps().stream().map(step -> new Moment(step.at(), step.status())),
                messages.stream().map(message -> new Moment(message.at(), "notified: " + message.title())));
        Moment.lines(moments.toList()).forEach(out);
    }
}
