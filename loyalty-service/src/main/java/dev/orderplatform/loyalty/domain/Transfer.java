package dev.orderplatform.loyalty.domain;

import dev.orderplatform.contracts.EventId;
import java.util.Optional;

/**
 * Points that move from one account to another. Immutable: a correction is another transfer, with a reason.
 *
 * @param id derived from its cause, so that the same cause can't move points twice
 * @param amount positive
 * @param reason of a correction
 */
public record Transfer(String id, TransferKind kind, long userId, long orderId, long amount, Optional<String> reason) {

    public Transfer {
        if (amount < 1) {
            throw new IllegalArgumentException("amount of " + id + " must be positive, got " + amount);
        }
        if (kind == TransferKind.REVERSED && reason.isEmpty()) {
            throw new IllegalArgumentException(id + " is a correction and needs a reason");
        }
    }

    /** The id of a transfer that an event of its order causes. */
    static String id(EventId cause, TransferKind kind) {
        return cause + "-" + kind;
    }

    /** The amount as the customer sees it: negative if points leave. */
    public long points() {
        return kind.to() == Account.ISSUED ? -amount : amount;
    }

    /** What the transfer adds to the shop's account. */
    long shopPoints() {
        return kind.involvesShop() ? -points() : 0;
    }
}
