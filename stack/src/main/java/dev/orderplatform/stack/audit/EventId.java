package dev.orderplatform.stack.audit;

import dev.orderplatform.contracts.Stream;
import java.util.Optional;
import java.util.regex.Pattern;

/** An event's id in its parts. */
record EventId(Stream stream, long orderId, int version) {

    /** More than any order's life has steps. */
    static final int MAX_VERSION = Long.SIZE;

    private static final Pattern FORM = Pattern.compile("(order|stock)-([1-9][0-9]{0,18})-([1-9][0-9]?)");

    /** Empty when the text is no event's id. */
    static Optional<EventId> parse(String id) {
        var parts = FORM.matcher(id);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            var stream = parts.group(1).equals("order") ? Stream.ORDER : Stream.STOCK;
            return Optional.of(new EventId(stream, Long.parseLong(parts.group(2)), Integer.parseInt(parts.group(3))))
                    .filter(event -> event.version <= MAX_VERSION);
        } catch (NumberFormatException _) {
            return Optional.empty(); // beyond 63 bits
        }
    }

    @Override
    public String toString() {
        return stream.eventId(orderId, version);
    }
}
