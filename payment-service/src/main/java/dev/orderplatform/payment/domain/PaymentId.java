package dev.orderplatform.payment.domain;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Identifies a payment. As text: {@code <orderId>-<number>}.
 *
 * @param number of the payment among its order's, from 1
 */
public record PaymentId(long orderId, int number) {
    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,18})-([1-9][0-9]{0,8})");

    public PaymentId {
        if (orderId < 1 || number < 1) {
            throw new IllegalArgumentException("orderId and number must be positive, got " + orderId + ", " + number);
        }
    }

    /** Empty if the text is not the id of a payment. */
    public static Optional<PaymentId> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PaymentId(Long.parseLong(parts.group(1)), Integer.parseInt(parts.group(2))));
        } catch (NumberFormatException _) {
            return Optional.empty(); // more than 63 bits
        }
    }

    /** The refund by which payment-service itself pays back a capture that it cannot use. */
    String ownRefundId() {
        return this + "-refund";
    }

    @Override
    public String toString() {
        return orderId + "-" + number;
    }
}
