package dev.orderplatform.regions;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.Slot;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Computes the slot of a request. Gateway and services must agree on it. */
public final class RequestSlot {
    /** Header of a 421 response: the region that owns the slot. */
    public static final String OWNER = "Slot-Owner";

    private static final String ORDERS = "/api/v1/orders";
    private static final String PAYMENTS = "/api/v1/payments";
    private static final String PAYMENT_CALLBACK = PAYMENTS + "/callback";

    private static final Pattern ORDER = Pattern.compile(ORDERS + "/([0-9]{1,19})(?:/.*)?");
    private static final Pattern PAYMENT = Pattern.compile(PAYMENTS + "/([^/]+)");
    /** An order id and a number. */
    private static final Pattern PART_OF_ORDER = Pattern.compile("([0-9]{1,19})-[0-9]{1,9}");

    private RequestSlot() {}

    /** Whether this path is for users, and only the owner of the slot serves it. */
    public static boolean isOwned(String path) {
        return path.startsWith(ORDERS) || path.startsWith(PAYMENTS) && !path.equals(PAYMENT_CALLBACK);
    }

    /** The slot of the order or payment in the path, otherwise the user's. */
    public static Slot of(String path, long userId) {
        return of(path).orElseGet(() -> Slot.ofUser(userId));
    }

    private static Optional<Slot> of(String path) {
        Matcher order = ORDER.matcher(path);
        if (order.matches()) {
            return ofOrder(order.group(1));
        }
        Matcher payment = PAYMENT.matcher(path);
        return payment.matches() ? ofPart(payment.group(1)) : Optional.empty();
    }

    /**
     * The slot of a payment or parcel.
     *
     * @param id {@code <orderId>-<n>}; empty for anything else
     */
    public static Optional<Slot> ofPart(String id) {
        Matcher part = PART_OF_ORDER.matcher(id);
        return part.matches() ? ofOrder(part.group(1)) : Optional.empty();
    }

    private static Optional<Slot> ofOrder(String id) {
        try {
            return Optional.of(OrderId.slot(Long.parseLong(id)));
        } catch (NumberFormatException _) {
            return Optional.empty(); // more than 63 bits: not an order id
        }
    }
}
