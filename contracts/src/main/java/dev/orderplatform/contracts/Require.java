package dev.orderplatform.contracts;

import java.util.List;
import java.util.regex.Pattern;

/** Validation shared by all events, so that a malformed event never reaches a handler. */
final class Require {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private Require() {}

    static void ids(long orderId, int version, long epoch) {
        if (orderId < 1 || version < 1 || epoch < 1) {
            throw new IllegalArgumentException(
                    "orderId, version and epoch must be positive, got " + orderId + ", " + version + ", " + epoch);
        }
    }

    /** The id of an order's payment or parcel is {@code <orderId>-<n>}, so that it can be routed like the order. */
    static void partOf(long orderId, String id) {
        String prefix = orderId + "-";
        if (!id.startsWith(prefix)
                || !NUMBER.matcher(id.substring(prefix.length())).matches()) {
            throw new IllegalArgumentException(id + " is not a part of order " + orderId);
        }
    }

    static void parcel(long orderId, String parcelId, int number, int of) {
        if (number < 1 || number > of || !parcelId.equals(orderId + "-" + number)) {
            throw new IllegalArgumentException(
                    parcelId + " is not parcel " + number + " of " + of + " of order " + orderId);
        }
    }

    /** A copy of an order's lines. */
    static List<Line> lines(List<Line> lines) {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("an order has at least one line");
        }
        return List.copyOf(lines);
    }

    static void amount(long minor) {
        if (minor < 0) {
            throw new IllegalArgumentException("the amount must not be negative: " + minor);
        }
    }
}
