package dev.orderplatform.loyalty.domain;

import java.time.Instant;

/**
 * A transfer in a customer's statement.
 *
 * @param number grows with each transfer of the customer; not contiguous
 * @param points negative if they leave the customer
 * @param balanceAfter of the customer's posted points
 */
public record StatementItem(
        long number, String transferId, TransferKind kind, long orderId, long points, long balanceAfter, Instant at) {}
