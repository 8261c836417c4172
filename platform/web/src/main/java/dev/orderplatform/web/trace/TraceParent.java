package dev.orderplatform.web.trace;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trace context of a request, <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>.
 *
 * @param value as in the header: {@code 00-<32 hex>-<16 hex>-<2 hex>}
 */
public record TraceParent(String value) {

    public static final String HEADER = "traceparent";

    private static final Pattern FORM = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    public TraceParent {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("no traceparent of version 00");
        }
    }

    /** Of a header's value; empty when it is absent or malformed (the specification says to start a new trace). */
    public static Optional<TraceParent> parse(@Nullable String header) {
        return header != null && FORM.matcher(header).matches()
                ? Optional.of(new TraceParent(header))
                : Optional.empty();
    }

    public static TraceParent create() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        // The lowest bit is set: an id of zeros alone would be invalid.
        String trace = hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong() | 1);
        return new TraceParent("00-" + trace + "-" + hex.toHexDigits(random.nextLong() | 1) + "-01");
    }

    public String traceId() {
        return value.substring(3, 35);
    }
}
