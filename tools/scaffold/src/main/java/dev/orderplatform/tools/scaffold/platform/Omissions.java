package dev.orderplatform.tools.scaffold.platform;

import java.util.List;

/** What a team's platform does not need: its template's history, measurements and build machine. */
final class Omissions {
    private static final List<String> FOLDERS =
            List.of(".ci/", "evolution/", "docs/notes/", "docs/figures/", "infra/capacity/");

    private static final List<String> FILES =
            List.of("docs/evolution.md", "docs/performance.md", "docs/capacity.md", "README.md");

    /** The test of an omitted page. */
    private static final String CAPACITY_TEST = "/CapacityPageIT.java";

    private Omissions() {}

    static boolean omits(String path) {
        return FILES.contains(path)
                || path.endsWith(CAPACITY_TEST)
                || FOLDERS.stream().anyMatch(path::startsWith);
    }

    /** Whether a line is about an omitted file only: it begins with its path, as in lists of attributes or of quotations. */
    static boolean omitsLine(String line) {
        var first = line.strip().split(" ", 2)[0];
        return first.contains("/") && omits(first);
    }
}
