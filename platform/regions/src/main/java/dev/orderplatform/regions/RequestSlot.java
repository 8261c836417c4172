package dev.orderplatform.regions;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.Slot;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Computes the slot of a request. Gateway and services must agree on it. */
public final class RequestSlot {
    /** Base path of orders. */
    public static final String ORDERS = "/api/v1/orders";

    /** Header of a 421 response: the region that owns the slot. */
    public static final String OWNER = "Slot-Owner";

    private static final Pattern ORDER = Pattern.compile(ORDERS + "/([0-9]{1,19})(?:/.*)?");

    private RequestSlot() {}

    /** The slot of the order in the path, otherwise the user's. */
    public static Slot of(String path, long userId) {
        Matcher order = ORDER.matcher(path);
        try {
            return order.matches() ? OrderId.slot(Long.parseLong(order.group(1))) : Slot.ofUser(userId);
        } catch (NumberFormatException _) {
            return Slot.ofUser(userId); // more than 63 bits: not an order id
        }
    }
}
