package dev.orderplatform.order.placing;

import dev.orderplatform.tools.bench.MarkdownTable;
import dev.orderplatform.tools.bench.Spread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The rounds of each variant as tables. */
record WritePathReport(Map<WritePath, List<Round>> rounds) {
    static final String GENERATOR = "generator";
    /** The label of processes that do not take part in the measured variant. */
    static final String AT_REST = "at rest";

    private static final String NAME = "write-path";
    private static final List<String> PROCESSES = List.of(
            GENERATOR,
            "gateway",
            "order-service",
            "inventory-service",
            "notification-service",
            "PostgreSQL",
            "Kafka",
            AT_REST);

    /**
     * @param p50 of the response, in milliseconds
     * @param cpu milliseconds by process
     * @param notes additional figures by name
     */
    record Round(long orders, Duration took, double p50, double p99, Map<String, Long> cpu, Map<String, Double> notes) {
        double throughput() {
            return orders / (took.toNanos() / 1e9);
        }

        double cpuOf(String process) {
            return cpu.getOrDefault(process, 0L) / (double) orders;
        }

        /** Milliseconds per order of all processes that take part. */
        double cpuAnOrder() {
            return cpu.keySet().stream()
                    .filter(process -> !process.equals(AT_REST))
                    .mapToDouble(this::cpuOf)
                    .sum();
        }
    }

    void publish(String conditions) {
        double limit = median(WritePath.LIMIT);
        double http = median(WritePath.HTTP_LIMIT);
        MarkdownTable speed =
                new MarkdownTable("way", "orders/s", "of the limit", "of HTTP alone", "answer p50 ms", "p99 ms");
        MarkdownTable cost = new MarkdownTable(Stream.concat(Stream.of("CPU-ms an order", "all"), PROCESSES.stream())
                .toArray(String[]::new));
        rounds.forEach((way, all) -> {
            speed.row(
                    way.title,
                    Spread.of(all, Round::throughput).text(0),
                    share(median(way), limit),
                    way.overHttp() ? share(median(way), http) : "",
                    text(all, Round::p50, 1),
                    text(all, Round::p99, 1));
            List<String> cells = new ArrayList<>(List.of(way.title, text(all, Round::cpuAnOrder, 3)));
            PROCESSES.forEach(process -> cells.add(cell(all, process)));
            cost.row(cells.toArray(String[]::new));
        });
        speed.publish(NAME, conditions);
        cost.publish(NAME, "CPU-milliseconds an order by process, medians; at rest: what runs beside, taking no part");
        MarkdownTable notes = new MarkdownTable("beside", "median (min–max)");
        rounds.forEach((way, all) -> all.getFirst()
                .notes()
                .keySet()
                .forEach(note -> notes.row(
                        way.title + ": " + note,
                        Spread.of(all, round -> round.notes().getOrDefault(note, 0.0))
                                .text(0))));
        notes.publish(NAME, "Beside");
    }

    private double median(WritePath way) {
        return rounds.containsKey(way)
                ? Spread.of(rounds.getOrDefault(way, List.of()), Round::throughput)
                        .median()
                : Double.NaN;
    }

    private static String text(List<Round> all, ToDoubleFunction<Round> figure, int decimals) {
        return Spread.of(all, figure).text(decimals);
    }

    private static String cell(List<Round> all, String process) {
        double median = Spread.of(all, round -> round.cpuOf(process)).median();
        return median == 0 ? "" : Spread.number(median, 3);
    }

    private static String share(double part, double whole) {
        return Double.isNaN(whole) ? "" : Spread.number(100 * part / whole, 0) + " %";
    }
}
