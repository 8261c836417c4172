package dev.orderplatform.regions;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.Slot;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The slot that a request is for: gateway and services must agree on it. */
public final class RequestSlot {
    /** Paths below it are about orders. */
    public static final String ORDERS = "/api/v1/orders";

    /** Header of a 421: the region that owns the slot. */
    public static final String OWNER = "Slot-Owner";

    private static final Pattern ORDER = Pattern.compile(ORDERS + "/([0-9]{1,19})(?:/.*)?");

    private RequestSlot() {}

    /** The slot of the order that the path names, else the user's. */
    public static Slot of(String path, long userId) {
        Matcher order = ORDER.matcher(path);
        try {
            return order.matches() ? OrderId.slot(Long.parseLong(order.group(1))) : Slot.ofUser(userId);
        } catch (NumberFormatException _) {
            return Slot.ofUser(userId); // more than 63 bits: no order anywhere
        }
    }
}
