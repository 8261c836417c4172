package dev.orderplatform.web.paging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderplatform.web.problem.ProblemException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where the next page starts, opaque to callers. The prefix is a version: an older form can be told from rubbish. */
public final class Cursor {

    private static final String VERSION = "1:";
    private static final int LONGEST = 512;

    private Cursor() {}

    public static String encode(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((VERSION + position).getBytes(UTF_8));
    }

    /** Empty when none was given; 400 when it can't be read, or {@code parse} throws on its content. */
    public static <T> Optional<T> decode(@Nullable String cursor, Function<String, T> parse) {
        if (cursor == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(position(cursor)));
        } catch (RuntimeException _) {
            throw ProblemException.badField("cursor", "is no cursor of this list");
        }
    }

    private static String position(String cursor) {
        if (cursor.length() > LONGEST) {
            throw new IllegalArgumentException("too long");
        }
        String text = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        String position = text.startsWith(VERSION) ? text.substring(VERSION.length()) : "";
        // One position has one spelling, so a cursor that was tampered with is not taken by luck.
        if (!encode(position).equals(cursor)) {
            throw new IllegalArgumentException("not ours");
        }
        return position;
    }
}
