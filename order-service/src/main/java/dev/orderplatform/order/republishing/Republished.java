package dev.orderplatform.order.republishing;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * The result for one order.
 *
 * @param published number of events stored in the outbox
 * @param tooOld number of events left out, because consumers may no longer recognise them as duplicates
 */
public record Republished(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId, int published, int tooOld) {}
