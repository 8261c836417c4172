package dev.orderplatform.webhooks;

import java.time.Instant;

/** The result of verifying a webhook. */
public sealed interface Verification {

    /**
     * The sender knows the secret, and sent the message within the tolerance.
     *
     * @param id of the message, by which repeats are recognised
     * @param sentAt time of this attempt, to the second
     */
    record Verified(String id, Instant sentAt) implements Verification {}

    /** Why a message is not accepted. For the log: the sender gets the same 401 for each of them. */
    enum Rejected implements Verification {
        MISSING_ID,
        MISSING_TIMESTAMP,
        MISSING_SIGNATURE,
        MALFORMED_ID,
        MALFORMED_TIMESTAMP,
        MALFORMED_SIGNATURE,
        /** All signatures have versions other than v1. */
        UNKNOWN_VERSION,
        WRONG_SIGNATURE,
        /** Signed with an active secret too long ago: a replay, or a clock that is wrong. */
        TOO_OLD,
        /** Signed with an active secret, but in the future: a clock is wrong. */
        IN_THE_FUTURE
    }
}
