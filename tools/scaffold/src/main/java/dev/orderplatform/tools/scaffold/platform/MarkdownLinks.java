package dev.orderplatform.tools.scaffold.platform;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Redirects links to omitted files to the section that says where those are. */
final class MarkdownLinks {
    private static final Pattern LINK = Pattern.compile("!?\\[([^\\]]*)]\\(([^)\\s#]*)(?:#[^)\\s]*)?\\)");

    /** A row that links to this page is about what the copy does not have. */
    private static final String EVOLUTION = "docs/evolution.md";

    private static final String EXPLANATION = "docs/upgrading.md";
    private static final String SECTION = "#what-stays-with-the-template";

    private final TreeSet<String> files;

    MarkdownLinks(Collection<String> files) {
        this.files = new TreeSet<>(files);
    }

    /** @param document the path of the document, from which its links start */
    String redirect(String document, String text) {
        var kept = text.lines()
                .filter(line -> !(line.startsWith("|") && linksToEvolution(document, line)))
                .collect(Collectors.joining("\n", "", "\n"));
        return LINK.matcher(kept)
                .replaceAll(link ->
                        Matcher.quoteReplacement(dangles(document, link) ? explained(document, link) : link.group()));
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

    private static String explained(String document, MatchResult link) {
        var page = Path.of("/", document).resolveSibling("").relativize(Path.of("/", EXPLANATION));
        return "[%s](%s%s)".formatted(link.group(1), page, SECTION);
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
