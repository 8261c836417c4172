package dev.orderplatform.evolution.runner;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The figures of a run as SVG: one panel per figure, one bar per stage. */
final class EvolutionChart {

    private static final int WIDTH = 1_000;
    private static final int PANEL_WIDTH = 480;
    private static final int BAR = 18;
    private static final int GAP = 8;
    private static final int HEAD = 44;
    private static final int LABELS = 170;
    private static final int VALUES = 80;

    private final Evolution evolution;

    EvolutionChart(Evolution evolution) {
        this.evolution = evolution;
    }

    private record Panel(String title, String format, ToDoubleFunction<StageResult> value) {}

    private static final List<Panel> PANELS = List.of(
            new Panel("Confirmed orders/s", "%,.0f", StageResult::confirmedPerSecond),
            new Panel("CPU of all servers, ms an order", "%.2f", StageResult::cpuMillisPerOrder),
            new Panel("Accept p99, ms", "%,.1f", StageResult::acceptP99Millis),
            new Panel("Confirmation p99, ms", "%,.1f", StageResult::confirmP99Millis),
            new Panel(
                    "Inventory hangs: refused or failed, %",
                    "%.1f", result -> result.inventoryHangs().errorRate() * 100),
            new Panel(
                    "Inventory hangs: accept p99, ms",
                    "%,.0f",
                    result -> result.inventoryHangs().acceptP99Millis()),
            new Panel(
                    "Notification hangs: refused or failed, %",
                    "%.1f", result -> result.notificationHangs().errorRate() * 100),
            new Panel(
                    "Notification hangs: accept p99, ms",
                    "%,.0f",
                    result -> result.notificationHangs().acceptP99Millis()),
            new Panel("Memory of all servers, MB", "%,.0f", StageResult::memoryMegabytes));

    String svg() {
        var panelHeight = HEAD + evolution.stages().size() * (BAR + GAP) + 16;
        var height = 70 + (PANELS.size() + 1) / 2 * panelHeight;
        var svg =
                new StringBuilder("""
                    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
                    <rect width="100%%" height="100%%" fill="#ffffff"/>
                    <text x="20" y="30" font-size="18" font-weight="bold" fill="#1b1b1b">The evolution, measured</text>
                    <text x="20" y="50" fill="#5a5a5a">%s</text>
                    """.formatted(WIDTH, height, escape(evolution.date() + " · " + evolution.machine())));
        for (var n = 0; n < PANELS.size(); n++) {
            panel(svg, PANELS.get(n), 20 + n % 2 * (PANEL_WIDTH + 10), 70 + n / 2 * panelHeight);
        }
        return svg.append("</svg>\n").toString();
    }

    private void panel(StringBuilder svg, Panel panel, int left, int top) {
        svg.append("<text x=\"%d\" y=\"%d\" font-weight=\"bold\" fill=\"#1b1b1b\">%s</text>\n"
                .formatted(left, top + 24, escape(panel.title)));
        var largest = evolution.stages().stream().mapToDouble(panel.value).max().orElse(0);
        for (var n = 0; n < evolution.stages().size(); n++) {
            bar(svg, panel, evolution.stages().get(n), largest, left, top + HEAD + n * (BAR + GAP));
        }
    }

    private static void bar(StringBuilder svg, Panel panel, StageResult stage, double largest, int left, int top) {
        var value = panel.value.applyAsDouble(stage);
        var width = largest <= 0 ? 0 : (PANEL_WIDTH - LABELS - VALUES) * value / largest;
        svg.append("<text x=\"%d\" y=\"%d\" fill=\"#1b1b1b\">%s</text>\n"
                        .formatted(left, top + BAR - 5, escape(stage.stage() + " " + stage.title())))
                .append(String.format(
                        Locale.ROOT,
                        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#2f6db3\"/>%n",
                        left + LABELS,
                        top,
                        width,
                        BAR))
                .append(String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%d\" fill=\"#1b1b1b\">" + panel.format + "</text>%n",
                        left + LABELS + width + 6,
                        top + BAR - 5,
                        value));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
