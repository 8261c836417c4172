package dev.orderplatform.web.paging;

import dev.orderplatform.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Maximum number of items of a page.
 *
 * @param items 1..100
 */
public record PageLimit(int items) {

    static final int MAX_ITEMS = 100;
    static final PageLimit DEFAULT = new PageLimit(20);

    public PageLimit {
        if (items < 1 || items > MAX_ITEMS) {
            throw invalid();
        }
    }

    /** Parses the query parameter {@code limit}; 20 if absent. */
    public static PageLimit of(@Nullable String limit) {
        if (limit == null) {
            return DEFAULT;
        }
        if (!limit.matches("[0-9]{1,3}")) {
            throw invalid();
        }
        return new PageLimit(Integer.parseInt(limit));
    }

    private static ProblemException invalid() {
        return ProblemException.badField("limit", "must be an integer from 1 to " + MAX_ITEMS);
    }
}
