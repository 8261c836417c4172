package dev.orderplatform.web.paging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderplatform.web.problem.ProblemException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Start of the next page, opaque to callers. The version prefix distinguishes older formats from invalid input. */
public final class Cursor {

    private static final String VERSION = "1:";
    private static final int MAX_LENGTH = 512;

    private Cursor() {}

    public static String encode(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((VERSION + position).getBytes(UTF_8));
    }

    /** Empty if no cursor is given; 400 if it is malformed or {@code parse} rejects its content. */
    public static <T> Optional<T> decode(@Nullable String cursor, Function<String, T> parse) {
        if (cursor == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(position(cursor)));
        } catch (RuntimeException _) {
            throw ProblemException.badField("cursor", "is not a cursor of this list");
        }
    }

    private static String position(String cursor) {
        if (cursor.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("too long");
        }
        String text = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        String position = text.startsWith(VERSION) ? text.substring(VERSION.length()) : "";
        // Each position has one encoding, so a modified cursor is never accepted by accident.
        if (!encode(position).equals(cursor)) {
            throw new IllegalArgumentException("not a canonical cursor");
        }
        return position;
    }
}
