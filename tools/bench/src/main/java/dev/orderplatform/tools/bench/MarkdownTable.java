package dev.orderplatform.tools.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A table in Markdown: a column of text, then columns of figures. */
public final class MarkdownTable {
    private final List<List<String>> rows = new ArrayList<>();

    public MarkdownTable(String... columns) {
        rows.add(List.of(columns));
        var rule = new ArrayList<>(List.of("---"));
        while (rule.size() < columns.length) {
            rule.add("---:");
        }
        rows.add(rule);
    }

    public MarkdownTable row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** Prints the table with its heading and appends both to the module's {@code target/NAME.md}. */
    public void publish(String name, String heading) {
        var text = heading + "\n\n" + this + "\n";
        System.out.println("\n" + text);
        try {
            var file = Path.of("target", name + ".md");
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file, text, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        rows.forEach(row -> text.append("| ").append(String.join(" | ", row)).append(" |\n"));
        return text.toString();
    }
}
