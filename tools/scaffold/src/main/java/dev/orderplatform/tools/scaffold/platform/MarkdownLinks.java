package dev.orderplatform.tools.scaffold.platform;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes links to omitted files out of documents. */
final class MarkdownLinks {
    private static final Pattern LINK = Pattern.compile("!?\\[([^\\]]*)]\\(([^)\\s#]*)(?:#[^)\\s]*)?\\)");

    /** A row that links to this page is about what the copy does not have. */
    private static final String EVOLUTION = "docs/evolution.md";

    private final TreeSet<String> files;

    MarkdownLinks(Collection<String> files) {
        this.files = new TreeSet<>(files);
    }

    /** @param document the path of the document, from which its links start */
    String prune(String document, String text) {
        var kept = text.lines()
                .filter(line -> !(line.startsWith("|") && linksToEvolution(document, line)))
                .collect(Collectors.joining("\n", "", "\n"));
        return LINK.matcher(kept)
                .replaceAll(link -> Matcher.quoteReplacement(dangles(document, link) ? link.group(1) : link.group()));
    }

    private static boolean linksToEvolution(String document, String row) {
        return LINK.matcher(row)
                .results()
                .anyMatch(
                        link -> target(document, link).filter(EVOLUTION::equals).isPresent());
    }

    private boolean dangles(String document, MatchResult link) {
        return target(document, link).filter(path -> !exists(path)).isPresent();
    }

    private boolean exists(String path) {
        var folder = path + "/";
        var next = files.ceiling(folder);
        return path.isEmpty() || files.contains(path) || (next != null && next.startsWith(folder));
    }

    /** The path of the linked file; empty for another site and for a place in the same document. */
    private static Optional<String> target(String document, MatchResult link) {
        var address = link.group(2);
        if (address.isEmpty() || address.contains(":")) {
            return Optional.empty();
        }
        var path = Path.of("/", document).resolveSibling(address).normalize();
        return Optional.of(path.toString().substring(1));
    }
}
