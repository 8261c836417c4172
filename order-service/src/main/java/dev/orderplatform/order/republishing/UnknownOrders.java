package dev.orderplatform.order.republishing;

import java.util.List;

/** Some orders do not exist, so nothing was published. */
public final class UnknownOrders extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Long> orderIds;

    public UnknownOrders(List<Long> orderIds) {
        super("no such orders: " + orderIds, null, false, false);
        this.orderIds = List.copyOf(orderIds);
    }

    public List<Long> orderIds() {
        return orderIds;
    }
}
