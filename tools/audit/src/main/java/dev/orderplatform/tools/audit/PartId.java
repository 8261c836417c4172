package dev.orderplatform.tools.audit;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Id of a payment or parcel: {@code <orderId>-<number>}.
 *
 * @param number from 1
 */
record PartId(long orderId, int number) {

    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,18})-([1-9][0-9]{0,8})");

    /** Empty if the text is not such an id. */
    static Optional<PartId> parse(String text) {
        var parts = TEXT.matcher(text);
        try {
            return parts.matches()
                    ? Optional.of(new PartId(Long.parseLong(parts.group(1)), Integer.parseInt(parts.group(2))))
                    : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty(); // beyond 63 bits
        }
    }

    @Override
    public String toString() {
        return orderId + "-" + number;
    }
}
