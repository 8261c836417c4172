package dev.orderplatform.logistics.domain;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of a parcel. As text: {@code <orderId>-<number>}.
 *
 * @param number from 1
 */
public record ParcelId(long orderId, int number) {
    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,18})-([1-9][0-9]{0,8})");

    public ParcelId {
        if (orderId < 1 || number < 1) {
            throw new IllegalArgumentException("not a parcel of an order: " + orderId + ", " + number);
        }
    }

    /** Empty if the text is not a parcel id. */
    public static Optional<ParcelId> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        try {
            return parts.matches()
                    ? Optional.of(new ParcelId(Long.parseLong(parts.group(1)), Integer.parseInt(parts.group(2))))
                    : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty(); // more than 63 bits
        }
    }

    @Override
    public String toString() {
        return orderId + "-" + number;
    }
}
