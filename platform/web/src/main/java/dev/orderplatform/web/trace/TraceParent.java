package dev.orderplatform.web.trace;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The trace context of a request, <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>.
 *
 * @param value as in the header: {@code 00-<32 hex>-<16 hex>-<2 hex>}
 */
public record TraceParent(String value) {

    public static final String HEADER = "traceparent";

    /** Offsets of the fields, which have 2, 32, 16 and 2 hexadecimal digits and are separated by dashes. */
    private static final int TRACE = 3;

    private static final int SPAN = TRACE + 32 + 1;
    private static final int FLAGS = SPAN + 16 + 1;

    public TraceParent {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("not a traceparent of version 00");
        }
    }

    /**
     * Parses a header; empty if it is absent or malformed, in which case the specification says to start a new trace.
     */
    public static Optional<TraceParent> parse(@Nullable String header) {
        return header != null && isWellFormed(header) ? Optional.of(new TraceParent(header)) : Optional.empty();
    }

    public static TraceParent create() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        // The lowest bit is set, because an all-zero id is invalid.
        String trace = hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong() | 1);
        return new TraceParent("00-" + trace + "-" + hex.toHexDigits(random.nextLong() | 1) + "-01");
    }

    public String traceId() {
        return value.substring(TRACE, SPAN - 1);
    }

    // A loop, because a regular expression took a fortieth of the gateway's CPU.
    private static boolean isWellFormed(String value) {
        return value.length() == FLAGS + 2
                && value.startsWith("00-")
                && isId(value, TRACE, SPAN - 1)
                && value.charAt(SPAN - 1) == '-'
                && isId(value, SPAN, FLAGS - 1)
                && value.charAt(FLAGS - 1) == '-'
                && isHex(value, FLAGS, FLAGS + 2);
    }

    private static boolean isId(String value, int from, int to) {
        return isHex(value, from, to) && !value.substring(from, to).equals("0".repeat(to - from));
    }

    private static boolean isHex(String value, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = value.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }
}
