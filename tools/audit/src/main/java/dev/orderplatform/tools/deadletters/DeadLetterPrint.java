package dev.orderplatform.tools.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Dead letters for people to read. */
final class DeadLetterPrint {

    private static final String ROW = "%-36s %-32s %-22s %-20s %s%n";

    private final PrintWriter out;

    DeadLetterPrint(PrintWriter out) {
        this.out = out;
    }

    void heading() {
        out.printf(ROW, "POSITION", "EVENT", "TYPE", "WHEN", "REASON");
    }

    void row(DeadLetter letter) {
        out.printf(
                ROW,
                letter.position(),
                letter.eventId().orElse("-"),
                letter.type(),
                letter.at().truncatedTo(ChronoUnit.SECONDS),
                letter.reason().lines().findFirst().orElse("-"));
    }

    void whole(DeadLetter letter) {
        var record = letter.record();
        out.println("position  " + letter.position());
        out.println("when      " + letter.at());
        out.println("group     " + letter.group());
        out.println("reason    " + letter.reason());
        out.println("key       " + text(record.key()));
        out.println("headers");
        for (var header : record.headers()) {
            out.printf("  %-36s %s%n", header.key(), value(header));
        }
        out.println("value     " + text(record.value()));
    }

    // The numbers among the headers that a consumer adds are binary.
    private static String value(Header header) {
        var value = header.value();
        if (value == null) {
            return "-";
        }
        var number = header.key().startsWith(DeadLetter.REASON);
        if (number && header.key().endsWith("partition") && value.length == Integer.BYTES) {
            return Integer.toString(ByteBuffer.wrap(value).getInt());
        }
        if (number
                && (header.key().endsWith("offset") || header.key().endsWith("timestamp"))
                && value.length == Long.BYTES) {
            return Long.toString(ByteBuffer.wrap(value).getLong());
        }
        return text(value);
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "-" : new String(bytes, UTF_8);
    }
}
