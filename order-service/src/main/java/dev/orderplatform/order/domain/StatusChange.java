package dev.orderplatform.order.domain;

import java.time.Instant;

/**
 * An entry of an order's history.
 *
 * @param status the new status
 * @param region the region that made the change, as owner of the order's slot
 * @param epoch of that ownership
 */
public record StatusChange(Status status, Instant at, String region, long epoch) {

    /** The stored form. */
    public String toJson() {
        return "{\"status\":\"" + status + "\",\"at\":\"" + at + "\",\"region\":\"" + region + "\",\"epoch\":" + epoch
                + "}";
    }
}
