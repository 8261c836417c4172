package dev.orderplatform.order.republishing;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * What became of an order's events.
 *
 * @param published how many are in the outbox now
 * @param tooOld how many were left out, because consumers may have forgotten that they had them
 */
public record Republished(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId, int published, int tooOld) {}
