package dev.orderplatform.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links between documents lead to files and headings that exist. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s#]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern SITE = Pattern.compile("[a-z]+:.*");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    private final Repository repository = Repository.locate();

    @Test
    void noLinkDangles() {
        assertThat(repository.files().stream()
                        .filter(file -> file.toString().endsWith(".md"))
                        .flatMap(this::dangling))
                .isEmpty();
    }

    private Stream<String> dangling(Path document) {
        return LINK.matcher(Repository.read(document))
                .results()
                .filter(link -> !SITE.matcher(link.group(1)).matches())
                .filter(link -> !leadsSomewhere(document, link))
                .map(link -> repository.name(document) + ": " + link.group());
    }

    private static boolean leadsSomewhere(Path document, MatchResult link) {
        Path target = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1));
        String heading = link.group(2);
        return Files.exists(target) && (heading == null || hasHeading(target, heading));
    }

    private static boolean hasHeading(Path document, String anchor) {
        return HEADING.matcher(Repository.read(document))
                .results()
                .anyMatch(heading -> anchorOf(heading.group(1)).equals(anchor));
    }

    /** As GitHub makes it. */
    private static String anchorOf(String heading) {
        return heading.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
