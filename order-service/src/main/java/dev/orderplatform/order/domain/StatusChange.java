package dev.orderplatform.order.domain;

import java.time.Instant;

/**
 * An entry of an order's history.
 *
 * @param status that began
 * @param region which made the change, as owner of the order's slot
 * @param epoch of that ownership
 */
public record StatusChange(Status status, Instant at, String region, long epoch) {

    /** As it is stored. */
    public String toJson() {
        return "{\"status\":\"" + status + "\",\"at\":\"" + at + "\",\"region\":\"" + region + "\",\"epoch\":" + epoch
                + "}";
    }
}
