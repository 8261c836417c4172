package dev.orderplatform.evolution.runner;

import static dev.orderplatform.evolution.runner.EvolutionChart.escape;

import java.util.List;
import java.util.stream.Collectors;

/** Chart and tables of a run as one self-contained HTML page. */
final class EvolutionPage {

    private final Evolution evolution;

    EvolutionPage(Evolution evolution) {
        this.evolution = evolution;
    }

    String html() {
        var table = new EvolutionTable(evolution.stages());
        return """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>The evolution, measured</title>
            <style>
            body { font-family: sans-serif; max-width: 1040px; margin: 2em auto; color: #1b1b1b; background: #fff }
            table { border-collapse: collapse; margin: 1em 0; font-size: 13px }
            th, td { padding: .3em .6em; text-align: right; border-bottom: 1px solid #ddd }
            th:first-child, td:first-child { text-align: left }
            </style></head><body>
            %s
            <h2>Under load</h2>
            %s
            <h2>While inventory or notification hangs</h2>
            %s
            <p>%s · %s</p><pre>%s</pre>
            </body></html>
            """.formatted(
                        new EvolutionChart(evolution).svg(),
                        html(table.load()),
                        html(table.hangs()),
                        escape(evolution.date()),
                        escape(evolution.machine()),
                        escape(evolution.command()));
    }

    private static String html(List<List<String>> rows) {
        return "<table>\n" + html(rows.getFirst(), "th")
                + rows.stream().skip(1).map(row -> html(row, "td")).collect(Collectors.joining())
                + "</table>";
    }

    private static String html(List<String> row, String cell) {
        return row.stream()
                .map(value -> "<%1$s>%2$s</%1$s>".formatted(cell, escape(value)))
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
    }
}
