package dev.orderplatform.monolith.problem;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, newest first.
 *
 * @param nextCursor the cursor of the next page; null on the last one
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(List<T> items, @Nullable String nextCursor) {
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;

    /** @param found the items; one more than the limit if there is a next page */
    public static <E, T> Page<T> of(List<E> found, int limit, ToLongFunction<E> position, Function<E, T> view) {
        List<E> shown = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? encode(position.applyAsLong(shown.getLast())) : null;
        return new Page<>(shown.stream().map(view).toList(), next);
    }

    public static int limit(@Nullable String limit) {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (!limit.matches("[0-9]{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MAX_LIMIT) {
            throw Refusal.badField("limit", "must be an integer from 1 to " + MAX_LIMIT);
        }
        return Integer.parseInt(limit);
    }

    /** The position of the cursor, before which the page starts; without a cursor, the highest one. */
    public static long position(@Nullable String cursor) {
        if (cursor == null) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(new String(Base64.getUrlDecoder().decode(cursor), US_ASCII));
        } catch (IllegalArgumentException _) {
            throw Refusal.badField("cursor", "is not a cursor of this list");
        }
    }

    private static String encode(long position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Long.toString(position).getBytes(US_ASCII));
    }
}
