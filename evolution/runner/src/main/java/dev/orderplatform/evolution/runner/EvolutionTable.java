package dev.orderplatform.evolution.runner;

import dev.orderplatform.evolution.runner.StageResult.Hung;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The figures of a run as rows of text: a header, then one row per stage. */
final class EvolutionTable {

    private static final List<Column> LOAD = List.of(
            new Column("stage", result -> result.stage() + " " + result.title()),
            new Column("accepted/s", result -> count(result.acceptedPerSecond())),
            new Column("confirmed/s", result -> count(result.confirmedPerSecond())),
            new Column("accept p50 ms", result -> millis(result.acceptP50Millis())),
            new Column("p99 ms", result -> millis(result.acceptP99Millis())),
            new Column("confirmed p50 ms", result -> millis(result.confirmP50Millis())),
            new Column("p99 ms", result -> millis(result.confirmP99Millis())),
            new Column("errors", result -> count(sum(result))),
            new Column("CPU ms/order", result -> "%.2f".formatted(result.cpuMillisPerOrder())),
            new Column("compiler share", result -> "%.0f %%".formatted(result.compilingShare() * 100)),
            new Column("memory MB", result -> count(result.memoryMegabytes())),
            new Column(
                    "contract",
                    result -> result.breaches().isEmpty()
                            ? "kept"
                            : result.breaches().size() + " breaches"));

    private static final List<Column> HANGS = List.of(
            new Column("stage", result -> result.stage() + " " + result.title()),
            new Column("inventory: accepted", result -> accepted(result.inventoryHangs())),
            new Column("errors", result -> errorRate(result.inventoryHangs())),
            new Column("accept p99 ms", result -> p99(result.inventoryHangs())),
            new Column("left pending", result -> count(result.inventoryHangs().undecided())),
            new Column("notification: accepted", result -> accepted(result.notificationHangs())),
            new Column("errors", result -> errorRate(result.notificationHangs())),
            new Column("accept p99 ms", result -> p99(result.notificationHangs())),
            new Column(
                    "left pending", result -> count(result.notificationHangs().undecided())));

    private final List<StageResult> stages;

    EvolutionTable(List<StageResult> stages) {
        this.stages = stages;
    }

    private record Column(String title, Function<StageResult, String> value) {}

    /** The figures under load. */
    List<List<String>> load() {
        return rows(LOAD);
    }

    /** The figures while inventory or notification hangs. */
    List<List<String>> hangs() {
        return rows(HANGS);
    }

    private List<List<String>> rows(List<Column> columns) {
        var rows = new ArrayList<List<String>>();
        rows.add(columns.stream().map(Column::title).toList());
        stages.forEach(stage -> rows.add(
                columns.stream().map(column -> column.value().apply(stage)).toList()));
        return rows;
    }

    private static long sum(StageResult result) {
        return result.errors().values().stream().mapToLong(Long::longValue).sum();
    }

    private static String accepted(Hung hung) {
        return "%s of %s".formatted(count(hung.accepted()), count(hung.requests()));
    }

    private static String errorRate(Hung hung) {
        return "%.1f %%".formatted(hung.errorRate() * 100);
    }

    // Without accepted requests there is no latency.
    private static String p99(Hung hung) {
        return hung.accepted() == 0 ? "-" : millis(hung.acceptP99Millis());
    }

    private static String count(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, millis < 100 ? "%.1f" : "%,.0f", millis);
    }

    /** Aligns the columns for a console: the first, text, to the left, the others, numbers, to the right. */
    static List<String> aligned(List<List<String>> rows) {
        var widths = new int[rows.getFirst().size()];
        rows.forEach(row -> {
            for (var n = 0; n < widths.length; n++) {
                widths[n] = Math.max(widths[n], row.get(n).length());
            }
        });
        return rows.stream()
                .map(row -> {
                    var line = new StringBuilder(row.getFirst()
                            + " ".repeat(widths[0] - row.getFirst().length()));
                    for (var n = 1; n < widths.length; n++) {
                        line.append("  ")
                                .append(" ".repeat(widths[n] - row.get(n).length()))
                                .append(row.get(n));
                    }
                    return line.toString();
                })
                .toList();
    }
}
