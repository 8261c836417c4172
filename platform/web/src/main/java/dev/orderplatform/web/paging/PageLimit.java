package dev.orderplatform.web.paging;

import dev.orderplatform.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * How many items a page has.
 *
 * @param items 1..100
 */
public record PageLimit(int items) {

    private static final int MOST = 100;
    private static final PageLimit USUAL = new PageLimit(20);

    public PageLimit {
        if (items < 1 || items > MOST) {
            throw refused();
        }
    }

    /** Of the query parameter {@code limit}; 20 when it is not given. */
    public static PageLimit of(@Nullable String limit) {
        if (limit == null) {
            return USUAL;
        }
        if (!limit.matches("[0-9]{1,3}")) {
            throw refused();
        }
        return new PageLimit(Integer.parseInt(limit));
    }

    private static ProblemException refused() {
        return ProblemException.badField("limit", "must be an integer from 1 to " + MOST);
    }
}
